package dev.tidemark.app.wiring;

import dev.tidemark.app.metrics.IntakeMeters;
import dev.tidemark.app.security.KeyRing;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.decode.TimeOrderedIds;
import dev.tidemark.ingestion.http.EventHttpSettings;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.LogPressure;
import dev.tidemark.ingestion.validation.EventRules;
import dev.tidemark.ingestion.validation.RetentionCheck;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** What stands between a body and the event log. */
@Factory
final class IntakeFactory {
    @Singleton
    EventDecoder decoder(Settings settings, Clock clock) {
        return decoder(settings, clock, new TimeOrderedIds());
    }

    /** @param ids of events that come without one */
    static EventDecoder decoder(Settings settings, Clock clock, Function<Instant, UUID> ids) {
        EventCheck age = new RetentionCheck(settings.retention().policy(), clock);
        EventCheck rules = new EventRules(settings.rules());
        EventCheck both = event -> age.check(event).or(() -> rules.check(event));
        return new EventDecoder(DecoderLimits.DEFAULT, ids, both, age);
    }

    @Singleton
    Admission admission(Settings settings, Clock clock, KeyRing keys) {
        return new Admission(new LogPressure(settings.log().pressure(), clock), keys::tenants);
    }

    @Singleton
    @Requires(property = Choices.INGEST, value = "true")
    EventIntake intake(
            EventDecoder decoder,
            IntakeLog log,
            Admission admission,
            IntakeMeters meters,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        return new EventIntake(decoder, log, EventIntake.DEFAULT_RECENT_EVENTS, admission, meters, clock, executor);
    }

    @Singleton
    EventHttpSettings httpSettings() {
        return EventHttpSettings.DEFAULT;
    }
}
