package dev.tidemark.app.wiring;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.health.DeliveryWatch;
import dev.tidemark.app.metrics.DeadLetterMeters;
import dev.tidemark.app.metrics.DeliveryMeters;
import dev.tidemark.app.settings.StorageType;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.DeadLetterDelivery;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** The ways from the event log on local disk to the store and to the dead letters. */
@Factory
@Requires(property = Choices.LOG, value = Choices.LOCAL)
final class DeliveryFactory {
    /** The cursor is named like the store, so that another store, when it is chosen, begins with the oldest event kept. */
    @Singleton
    @Bean(preDestroy = "close")
    Delivery delivery(
            EventLog log,
            Storage storage,
            DeadLetterStore deadLetters,
            DeliverySettings settings,
            MeterRegistry registry) {
        DeliveryMeters meters = DeliveryMeters.ofPrimary(registry, storage.name());
        Delivery delivery = Delivery.start(log, storage.name(), storage, deadLetters, settings, meters);
        forgetOthers(log, storage.name());
        return delivery;
    }

    /** A store that was chosen before reads no more, and what it has not read would stay in the log until that is full. The store of now begins with all of it. */
    private static void forgetOthers(EventLog log, String chosen) {
        for (StorageType type : StorageType.values()) {
            String other = type.label();
            if (!other.equals(chosen)) {
                log.forget(other);
            }
        }
    }

    @Singleton
    @Bean(preDestroy = "close")
    DeadLetterDelivery deadLetterDelivery(
            EventLog log, DeadLetterStore deadLetters, DeliverySettings settings, DeadLetterMeters meters) {
        return DeadLetterDelivery.start(log, deadLetters, settings, meters);
    }

    @Singleton
    DeliveryWatch watch(Delivery events, DeadLetterDelivery deadLetters) {
        return new DeliveryWatch(events::state, deadLetters::state);
    }
}
