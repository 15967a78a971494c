package dev.tidemark.app.wiring;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.health.DeliveryWatch;
import dev.tidemark.app.metrics.DeadLetterMeters;
import dev.tidemark.app.metrics.DeliveryMeters;
import dev.tidemark.app.metrics.GroupMeters;
import dev.tidemark.app.metrics.IntakeMeters;
import dev.tidemark.app.metrics.LogMeters;
import dev.tidemark.app.security.KeyRing;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.kafka.ForeignRecords;
import dev.tidemark.ingestion.kafka.GroupDelivery;
import dev.tidemark.ingestion.kafka.KafkaLog;
import dev.tidemark.ingestion.kafka.KafkaSettings;
import dev.tidemark.ingestion.kafka.RecordIds;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The event log in Kafka, where it is chosen, and the part of this process in delivering it. */
@Factory
@Requires(property = Choices.LOG, value = Choices.KAFKA)
final class KafkaLogFactory {
    private static final String EVENTS = "events";
    private static final String DEAD_LETTERS = "dead-letters";

    @Singleton
    @Bean(preDestroy = "close")
    KafkaLog log(KafkaSettings settings, LogMeters meters, Clock clock) {
        KafkaLog log = KafkaLog.open(settings, meters, clock);
        meters.watchBacklogs(log);
        return log;
    }

    @Singleton
    IntakeLog intakeLog(KafkaLog log) {
        return log.intakeLog();
    }

    @Singleton
    PrimaryStore primaryStore(KafkaLog log) {
        return log.primaryStore();
    }

    @Singleton
    ForeignRecords foreignRecords(
            Settings settings,
            KafkaLog log,
            IntakeMeters meters,
            KeyRing keys,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        RecordIds ids = new RecordIds();
        EventIntake intake = new EventIntake(
                IntakeFactory.decoder(settings, clock, ids),
                log.intakeLog(),
                EventIntake.DEFAULT_RECENT_EVENTS,
                Admission.byMemory(clock),
                meters,
                clock,
                executor);
        return new ForeignRecords(
                intake, ids, log.intakeLog(), settings.kafka().tenant(), tenant -> keys.tenant(tenant.value())
                        .isPresent());
    }

    @Singleton
    @Named(EVENTS)
    @Requires(property = Choices.DELIVER, value = "true")
    @Bean(preDestroy = "close")
    GroupDelivery events(
            KafkaLog log,
            Storage storage,
            ForeignRecords foreign,
            DeadLetterStore deadLetters,
            DeliverySettings settings,
            MeterRegistry registry,
            GroupMeters meters) {
        return log.deliver(
                storage, foreign, deadLetters, settings, DeliveryMeters.ofPrimary(registry, storage.name()), meters);
    }

    @Singleton
    @Named(DEAD_LETTERS)
    @Requires(property = Choices.DELIVER, value = "true")
    @Bean(preDestroy = "close")
    GroupDelivery deadLetters(
            KafkaLog log,
            ForeignRecords foreign,
            DeadLetterStore deadLetters,
            DeliverySettings settings,
            DeadLetterMeters meters,
            GroupMeters ofGroup) {
        return log.keepDeadLetters(deadLetters, foreign, settings, meters, ofGroup);
    }

    @Singleton
    @Requires(property = Choices.DELIVER, value = "true")
    DeliveryWatch watch(@Named(EVENTS) GroupDelivery events, @Named(DEAD_LETTERS) GroupDelivery deadLetters) {
        return new DeliveryWatch(events::state, deadLetters::state);
    }
}
