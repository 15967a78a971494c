package dev.tidemark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.event.EventPosition;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A line of an export, to be looked up. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredLine(byte[] json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether the server has the event, as one of the tenant's; of a line that is none, nobody can say, so it counts as there. */
    boolean isAt(ServerClient server, String tenant) {
        Optional<EventPosition> position = position();
        if (position.isEmpty()) {
            return true;
        }
        String answer = server.text(server.request("/v1/export?limit=1&tenant=" + URLEncoder.encode(tenant, UTF_8)
                        + "&after=" + URLEncoder.encode(before(position.get()).toString(), UTF_8))
                .build());
        return new StoredLine(answer.getBytes(UTF_8)).position().equals(position);
    }

    private Optional<EventPosition> position() {
        try {
            JsonNode event = JSON.readTree(json);
            return Optional.of(new EventPosition(
                    Instant.parse(event.path("timestamp").asText()),
                    UUID.fromString(event.path("event_id").asText())));
        } catch (IOException | RuntimeException noEvent) {
            return Optional.empty();
        }
    }

    /** Between the two there is no position. */
    private static EventPosition before(EventPosition position) {
        long high = position.id().getMostSignificantBits();
        long low = position.id().getLeastSignificantBits();
        return high == 0 && low == 0
                ? new EventPosition(position.timestamp().minusMillis(1), new UUID(-1, -1))
                : new EventPosition(position.timestamp(), new UUID(low == 0 ? high - 1 : high, low - 1));
    }
}
