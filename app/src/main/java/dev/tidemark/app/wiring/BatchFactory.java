package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** How every delivery makes batches, whatever the log. */
@Factory
final class BatchFactory {
    @Singleton
    DeliverySettings settings(Settings settings) {
        DeliverySettings defaults = DeliverySettings.defaults();
        int stores = 1 + settings.mirrors().size();
        return defaults.withSeenIdsBytes(defaults.seenIdsBytes() / stores)
                .withBatches(
                        settings.delivery().batchEvents(), settings.delivery().flushInterval());
    }
}
