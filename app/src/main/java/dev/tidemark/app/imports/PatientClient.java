package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sends requests to a running server, one at a time, and again while it is overloaded or away. Only for requests that may be sent twice. */
public final class PatientClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final int LONGEST_DETAIL = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI server;
    private final Duration patience;
    private final StopSignal stop;
    private boolean reached;

    /**
     * @param server as messages call it
     * @param patience how long to wait for a server that is overloaded or away, for each request
     */
    public PatientClient(URI server, Duration patience, StopSignal stop) {
        this.server = server;
        this.patience = patience;
        this.stop = stop;
    }

    /**
     * Sends until the server has answered for good.
     *
     * @param request makes it anew for each attempt
     * @throws TransferException if patience is at an end, there is no server at all, or the user wants to stop
     */
    public HttpResponse<byte[]> send(Supplier<HttpRequest> request) {
        var backoff = new Backoff(patience);
        while (true) {
            try {
                HttpResponse<byte[]> response = http.send(request.get(), BodyHandlers.ofByteArray());
                reached = true;
                if (!LATER.contains(response.statusCode())) {
                    return response;
                }
                pause("the server answers " + response.statusCode(), backoff.next(RetryAfter.of(response.headers())));
            } catch (ConnectException refused) {
                requireReached(refused);
                pause("no server answers at " + server, backoff.next(Optional.empty()));
            } catch (IOException broken) {
                pause("the connection to " + server + " broke: " + broken.getMessage(), backoff.next(Optional.empty()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TransferException("interrupted", interrupted);
            }
        }
    }

    private void requireReached(ConnectException refused) {
        if (!reached) {
            throw new TransferException(
                    "no server answers at " + server + "; start one with 'serve', or name another with --url", refused);
        }
    }

    private void pause(String reason, Optional<Duration> wait) {
        Duration pause = wait.orElseThrow(() -> new TransferException(
                reason + "; gave up after waiting for " + patience.toSeconds() + " s. Start it again to go on"));
        if (!stop.pause(pause)) {
            throw new TransferException(reason + "; stopped while waiting for it. Start it again to go on");
        }
    }

    /** What the server said against a request, for people. */
    public String said(HttpResponse<byte[]> response) {
        String detail = Answer.describeProblem(new String(response.body(), UTF_8));
        String bounded = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
        return server + " answers " + response.statusCode() + (bounded.isBlank() ? "" : ": " + bounded.strip());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
