package dev.tidemark.app.imports;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends batches of events to a running server, one at a time. Sending again is safe: every event has its id. */
public final class EventSender {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final PatientClient server;
    private final Supplier<HttpRequest.Builder> requests;
    private final String neededKey;

    /**
     * @param requests begins a request to the entrance for events, with the key
     * @param neededKey what the entrance asks for, as messages call it: {@code a write key of the tenant}
     */
    public EventSender(PatientClient server, Supplier<HttpRequest.Builder> requests, String neededKey) {
        this.server = server;
        this.requests = requests;
        this.neededKey = neededKey;
    }

    /**
     * Sends until the server has taken or refused it.
     *
     * @param gzipped NDJSON
     * @return what the server said; empty if the body is too large for it
     * @throws TransferException if it is refused as a whole, patience is at an end, or the user wants to stop
     */
    Optional<Answer> send(byte[] gzipped) {
        HttpResponse<byte[]> response = server.send(() -> request(gzipped));
        return switch (response.statusCode()) {
            case 200, 202 -> Optional.of(answer(response));
            case 413 -> Optional.empty();
            case 401, 403 ->
                throw new TransferException(
                        server.said(response) + ". Importing needs " + neededKey + ": --key or TIDEMARK_KEY");
            default -> throw new TransferException(server.said(response));
        };
    }

    private Answer answer(HttpResponse<byte[]> response) {
        try {
            return Answer.parse(response.body());
        } catch (IOException unreadable) {
            throw new TransferException(
                    server.said(response) + ", which is no answer to events; is it a Tidemark server?", unreadable);
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
}
