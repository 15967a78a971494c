package dev.tidemark.app.mirrors;

import dev.tidemark.app.wiring.Choices;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.query.answer.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;

/** The primary store alone, where no log that this process knows brings others the same. */
@Factory
@Requires(property = Choices.MIRRORS_FOLLOW, value = Choices.NONE)
@Requires(property = Choices.QUERY, value = "true")
final class LoneStoreFactory {
    @Singleton
    @Bean(
            preDestroy = "close",
            typed = {Mirrors.class, Stores.class})
    Mirrors primaryAlone(Storage primary, MeterRegistry registry) {
        return new Mirrors(primary, List.of(), new MirrorMeters(registry));
    }
}
