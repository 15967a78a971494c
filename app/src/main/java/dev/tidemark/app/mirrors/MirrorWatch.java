package dev.tidemark.app.mirrors;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Looks at the mirrors now and then. */
@Requires(beans = Mirrors.class)
@Singleton
class MirrorWatch {
    private final Mirrors mirrors;

    MirrorWatch(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "5s")
    void ask() {
        mirrors.ask();
    }
}
