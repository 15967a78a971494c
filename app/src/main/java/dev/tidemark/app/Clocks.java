package dev.tidemark.app;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock. */
@Factory
final class Clocks {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
