package dev.tidemark.ingestion.mirror;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.delivery.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/**
 * How a mirror is doing.
 *
 * @param filled whether it has what the primary had when its filling began
 * @param taken how many events it has taken over from the primary so far
 * @param total how many there were to be when its filling began, which need not be exact
 * @param waiting how many records of the log it has not delivered
 * @param oldest when the oldest of them came
 * @param delivery how this process is getting on with it; empty if others do that
 */
public record MirrorState(
        boolean filled,
        long taken,
        long total,
        long waiting,
        Optional<Instant> oldest,
        Optional<DeliveryState> delivery) {
    public MirrorState {
        requireNonNull(oldest, "oldest is null");
        requireNonNull(delivery, "delivery is null");
    }
}
