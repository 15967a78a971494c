package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.imports.Delivery.Later;
import dev.tidemark.app.imports.Delivery.Taken;
import dev.tidemark.app.imports.Delivery.TooLarge;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends batches of events to a running server, one at a time. Sending again is safe: every event has its id. */
public final class EventSender implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int LONGEST_DETAIL = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI server;
    private final Supplier<HttpRequest.Builder> requests;
    private final Duration patience;
    private final StopSignal stop;
    private boolean reached;

    /**
     * @param server as messages call it
     * @param requests begins a request to the server's {@code /v1/events}, with the key
     * @param patience how long to wait for a server that is overloaded or away, for each batch
     */
    public EventSender(URI server, Supplier<HttpRequest.Builder> requests, Duration patience, StopSignal stop) {
        this.server = server;
        this.requests = requests;
        this.patience = patience;
        this.stop = stop;
    }

    /**
     * Sends until the server has taken or refused it.
     *
     * @param gzipped NDJSON
     * @return what the server said; empty if the body is too large for it
     * @throws ImportException if it is refused as a whole, patience is at an end, or the user wants to stop
     */
    Optional<Answer> send(byte[] gzipped) {
        var backoff = new Backoff(patience);
        while (true) {
            switch (attempt(gzipped)) {
                case Taken(Answer answer) -> {
                    return Optional.of(answer);
                }
                case TooLarge() -> {
                    return Optional.empty();
                }
                case Later(String reason, Optional<Duration> after) -> pause(reason, backoff.next(after));
            }
        }
    }

    private void pause(String reason, Optional<Duration> wait) {
        Duration pause = wait.orElseThrow(() -> new ImportException(reason + "; gave up after waiting for "
                + patience.toSeconds() + " s. Start the import again to go on"));
        if (!stop.pause(pause)) {
            throw new ImportException(reason + "; stopped while waiting for it. Start the import again to go on");
        }
    }

    private Delivery attempt(byte[] gzipped) {
        try {
            HttpResponse<byte[]> response = http.send(request(gzipped), BodyHandlers.ofByteArray());
            reached = true;
            return judge(response);
        } catch (ConnectException refused) {
            if (!reached) {
                throw new ImportException(
                        "no server answers at " + server + "; start one with 'serve', or name another with --url",
                        refused);
            }
            return new Later("no server answers at " + server, Optional.empty());
        } catch (IOException broken) {
            return new Later("the connection to " + server + " broke: " + broken.getMessage(), Optional.empty());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted", interrupted);
        }
    }

    private HttpRequest request(byte[] gzipped) {
        return requests.get()
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(gzipped))
                .build();
    }

    private Delivery judge(HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200, 202 -> new Taken(Answer.parse(response.body()));
            case 413 -> new TooLarge();
            case 429, 502, 503, 504 ->
                new Later("the server answers " + response.statusCode(), RetryAfter.of(response.headers()));
            case 401, 403 ->
                throw new ImportException(
                        said(response) + ". Importing needs a write key of the tenant: --key or TIDEMARK_KEY");
            default -> throw new ImportException(said(response));
        };
    }

    private String said(HttpResponse<byte[]> response) {
        String detail = Answer.describeProblem(new String(response.body(), UTF_8));
        String bounded = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
        return server + " answers " + response.statusCode() + (bounded.isBlank() ? "" : ": " + bounded.strip());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
