package dev.tidemark.app.mirrors;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.metrics.DeliveryMeters;
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
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.mirror.Mirror;
import dev.tidemark.query.answer.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Starts the mirrors that the settings name, and forgets those they name no longer. */
@Factory
@Requires(property = "tidemark.choice.log", value = "local")
final class MirrorFactory {
    /** Nobody waits for a page, so it may take longer than an answer. */
    private static final Duration PAGE_TIMEOUT = Duration.ofMinutes(2);

    private final Settings settings;
    private final EventLog log;
    private final Storage primary;
    private final DeadLetterStore letters;
    private final DeliverySettings delivery;
    private final MeterRegistry registry;
    private final Clock clock;

    MirrorFactory(
            Settings settings,
            EventLog log,
            Storage primary,
            DeadLetterStore letters,
            DeliverySettings delivery,
            MeterRegistry registry,
            Clock clock) {
        this.settings = settings;
        this.log = log;
        this.primary = primary;
        this.letters = letters;
        this.delivery = delivery;
        this.registry = registry;
        this.clock = clock;
    }

    /** @param ofPrimary has a place in the log before any mirror looks for one */
    @Singleton
    @Bean(
            preDestroy = "close",
            typed = {Mirrors.class, Stores.class})
    Mirrors mirrors(Delivery ofPrimary) {
        List<String> names =
                settings.mirrors().stream().map(MirrorSettings::name).toList();
        Mirror.forgetOthers(log, names::contains);
        List<MirroredStore> mirrors =
                settings.mirrors().stream().map(this::start).toList();
        return new Mirrors(primary, mirrors, new MirrorMeters(registry));
    }

    private MirroredStore start(MirrorSettings mirror) {
        SlowQuestions slow = new SlowQuestions(clock);
        Storage storage = new MeteredStorage(
                LateStorage.begin(mirror.name(), () -> Openings.store(mirror.store(), settings, clock)),
                registry,
                slow);
        Mirror.Plan plan = new Mirror.Plan(
                mirror.name(),
                describe(mirror.store()) + " from " + describe(settings.primary()),
                primary,
                primary.name(),
                storage,
                wanted(),
                settings.dataDirectory().resolve("mirrors").resolve(mirror.name() + ".filling"),
                PAGE_TIMEOUT);
        return new MirroredStore(
                storage,
                slow,
                Mirror.start(
                        plan,
                        log,
                        new MirrorLetters(mirror.name(), letters),
                        delivery,
                        DeliveryMeters.ofMirror(registry, mirror.name())));
    }

    /** What is to be deleted for its age is not copied before. */
    private Predicate<Event> wanted() {
        RetentionPolicy policy = settings.retention().policy();
        return event -> policy.tierOf(event.type(), event.timestamp(), clock.instant()) != Tier.GONE;
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
