package dev.tidemark.app.health;

import dev.tidemark.domain.storage.Storage;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;

/** Asks the store. */
@Singleton
@Requires(beans = Storage.class)
final class StorageHealth implements HealthCheck {
    private final Storage storage;

    StorageHealth(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return storage.name();
    }

    @Override
    public Health check() {
        long started = System.nanoTime();
        storage.check();
        return new Health(Health.Status.HEALTHY, Map.of("response_time_ms", (System.nanoTime() - started) / 1_000_000));
    }
}
