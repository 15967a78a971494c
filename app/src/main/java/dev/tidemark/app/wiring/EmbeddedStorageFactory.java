package dev.tidemark.app.wiring;

import dev.tidemark.app.metrics.MeteredStorage;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The embedded store, where it is chosen. */
@Factory
@Requires(property = Choices.STORAGE, value = "embedded")
final class EmbeddedStorageFactory {
    @Singleton
    @Bean(preDestroy = "close")
    Storage storage(Settings settings, MeterRegistry meters, Clock clock) {
        return new MeteredStorage(Openings.embedded(settings.embedded(), clock), meters);
    }
}
