package dev.tidemark.app.health;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.delivery.DeliveryState;
import java.util.function.Supplier;

/**
 * How the deliveries of this process are doing.
 *
 * @param events from the log to the primary store
 * @param deadLetters from the log to the control database
 */
public record DeliveryWatch(Supplier<DeliveryState> events, Supplier<DeliveryState> deadLetters) {
    public DeliveryWatch {
        requireNonNull(events, "events is null");
        requireNonNull(deadLetters, "deadLetters is null");
    }
}
