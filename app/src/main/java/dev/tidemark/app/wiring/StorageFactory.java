package dev.tidemark.app.wiring;

import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.metrics.MeteredStorage;
import dev.tidemark.app.metrics.SlowQuestions;
import dev.tidemark.domain.storage.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** What the head start opened. */
@Factory
final class StorageFactory {
    @Singleton
    @Requires(property = Choices.STORE, value = "true")
    @Bean(preDestroy = "close")
    Storage storage(HeadStart headStart, MeterRegistry meters, SlowQuestions slow) {
        return new MeteredStorage(headStart.storage(), meters, slow);
    }

    @Singleton
    @Bean(preDestroy = "close")
    ControlDatabase control(HeadStart headStart) {
        return headStart.control();
    }
}
