package dev.tidemark.app.settings;

import java.time.Duration;

/**
 * How events go from the log to the store.
 *
 * @param batchEvents a batch is written as soon as it has this many events
 * @param flushInterval or as soon as its first event has waited this long
 */
public record DeliverySettings(int batchEvents, Duration flushInterval) {

    static DeliverySettings read(SettingsReader reader) {
        return new DeliverySettings(
                reader.integer("TIDEMARK_BATCH_EVENTS", 1000, 1, 1_000_000),
                reader.duration(
                        "TIDEMARK_FLUSH_INTERVAL", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofHours(1)));
    }
}
