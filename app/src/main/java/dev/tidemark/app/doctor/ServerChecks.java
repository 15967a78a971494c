package dev.tidemark.app.doctor;

import dev.tidemark.app.settings.HttpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a server answers, and if none does, whether one could listen. */
final class ServerChecks {
    private final URI url;
    private final HttpSettings http;
    private boolean up;

    ServerChecks(URI url, HttpSettings http) {
        this.url = url;
        this.http = http;
    }

    /** Whether {@link #answers} has met a server of ours. */
    boolean isUp() {
        return up;
    }

    Finding answers() {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(url.resolve("/health"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofString());
            up = response.body().contains("\"events_processed\"");
            if (!up) {
                return Finding.warn("server", url + " is answered, but not by Tidemark; --url names another address");
            }
            return response.statusCode() == 200
                    ? Finding.ok("server", url + " answers and is well")
                    : Finding.fail("server", url + " answers but is not well: " + response.body());
        } catch (IOException e) {
            return Finding.ok("server", "none answers at " + url + "; 'tidemark serve' starts one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.warn("server", "interrupted");
        }
    }

    Finding portIsFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
            return Finding.ok("port", http.port() + " is free on " + http.host());
        } catch (IOException e) {
            return Finding.fail(
                    "port",
                    http.port() + " cannot be listened to on " + http.host() + " (" + e.getMessage()
                            + "); stop what does, or set TIDEMARK_HTTP_PORT");
        }
    }
}
