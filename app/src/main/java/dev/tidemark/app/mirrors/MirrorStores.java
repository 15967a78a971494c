package dev.tidemark.app.mirrors;

import dev.tidemark.app.metrics.MeteredStorage;
import dev.tidemark.app.metrics.SlowQuestions;
import dev.tidemark.app.settings.MirrorSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.settings.StoreSettings;
import dev.tidemark.app.wiring.Openings;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.retention.Tier;
import dev.tidemark.domain.storage.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** Opens the stores of mirrors, and knows what is the same wherever the log is. */
@Singleton
final class MirrorStores {
    /** How long a read of the primary may take: nobody waits for a page, so longer than an answer. */
    static final Duration PAGE_TIMEOUT = Duration.ofMinutes(2);

    private final Settings settings;
    private final MeterRegistry registry;
    private final Clock clock;

    MirrorStores(Settings settings, MeterRegistry registry, Clock clock) {
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    /** Opens a mirror's store in the background, and has it kept up to date. */
    MirroredStore open(MirrorSettings mirror, Function<Storage, Follower> follow) {
        SlowQuestions slow = new SlowQuestions(clock);
        Storage storage = new MeteredStorage(
                LateStorage.begin(mirror.name(), () -> Openings.store(mirror.store(), settings, clock)),
                registry,
                slow);
        return new MirroredStore(storage, slow, follow.apply(storage));
    }

    /** Which of the primary's events a mirror is to have: what is to be deleted for its age is not copied before. */
    Predicate<Event> wanted() {
        RetentionPolicy policy = settings.retention().policy();
        return event -> policy.tierOf(event.type(), event.timestamp(), clock.instant()) != Tier.GONE;
    }

    /** Which store is filled from which. */
    String describe(MirrorSettings mirror) {
        return describe(mirror.store()) + " from " + describe(settings.primary());
    }

    /** Files of the data directory are the same wherever that is moved. */
    private String describe(StoreSettings store) {
        Path data = absolute(settings.dataDirectory());
        return String.join(
                ", ",
                store
                        .places(file -> {
                            Path path = absolute(file);
                            return (path.startsWith(data) ? data.relativize(path) : path).toString();
                        })
                        .stream()
                        .sorted()
                        .toList());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
