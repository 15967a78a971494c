package dev.tidemark.app.wiring;

import dev.tidemark.app.metrics.LogMeters;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.ingestion.delivery.EventCodec;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The event log on local disk, where it is chosen. */
@Factory
@Requires(property = Choices.LOG, value = Choices.LOCAL)
final class LocalLogFactory {
    @Singleton
    @Bean(preDestroy = "close")
    EventLog log(Settings settings, LogMeters meters, Clock clock) {
        EventLog log = Openings.localLog(settings.log(), meters, clock);
        meters.watch(log);
        return log;
    }

    @Singleton
    IntakeLog intakeLog(EventLog log) {
        EventCodec codec = new EventCodec();
        return intake -> log.append(codec.encode(intake), intake.tenant().value());
    }
}
