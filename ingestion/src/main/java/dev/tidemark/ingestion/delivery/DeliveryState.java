package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

/**
 * How a delivery is doing, for health checks.
 *
 * @param message what is the matter; empty while all is well
 */
public record DeliveryState(Status status, String message) {
    static final DeliveryState RUNNING = new DeliveryState(Status.RUNNING, "");

    public DeliveryState {
        requireNonNull(status, "status is null");
        requireNonNull(message, "message is null");
    }

    /** What a delivery does. */
    public enum Status {
        RUNNING,
        /** The store, or what keeps dead letters, fails; it is tried again and again. */
        RETRYING,
        /** Ended by something that trying again does not mend. */
        FAILED,
        STOPPED
    }
}
