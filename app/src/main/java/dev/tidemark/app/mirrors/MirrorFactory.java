package dev.tidemark.app.mirrors;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.metrics.DeliveryMeters;
import dev.tidemark.app.settings.MirrorSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.wiring.Choices;
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
import java.util.List;

/** Starts the mirrors that the settings name, where the log is on local disk, and forgets those they name no longer. */
@Factory
@Requires(property = Choices.MIRRORS_FOLLOW, value = Choices.LOCAL)
final class MirrorFactory {
    private final Settings settings;
    private final EventLog log;
    private final Storage primary;
    private final DeadLetterStore letters;
    private final DeliverySettings delivery;
    private final MeterRegistry registry;

    MirrorFactory(
            Settings settings,
            EventLog log,
            Storage primary,
            DeadLetterStore letters,
            DeliverySettings delivery,
            MeterRegistry registry) {
        this.settings = settings;
        this.log = log;
        this.primary = primary;
        this.letters = letters;
        this.delivery = delivery;
        this.registry = registry;
    }

    /** @param ofPrimary has a place in the log before any mirror looks for one */
    @Singleton
    @Bean(
            preDestroy = "close",
            typed = {Mirrors.class, Stores.class})
    Mirrors mirrors(Delivery ofPrimary, MirrorStores stores) {
        List<String> names =
                settings.mirrors().stream().map(MirrorSettings::name).toList();
        Mirror.forgetOthers(log, names::contains);
        List<MirroredStore> mirrors = settings.mirrors().stream()
                .map(mirror -> stores.open(mirror, store -> follow(mirror, store, stores)))
                .toList();
        return new Mirrors(primary, mirrors, new MirrorMeters(registry));
    }

    private Follower follow(MirrorSettings mirror, Storage store, MirrorStores stores) {
        Mirror.Plan plan = new Mirror.Plan(
                mirror.name(),
                stores.describe(mirror),
                primary,
                primary.name(),
                store,
                stores.wanted(),
                settings.dataDirectory().resolve("mirrors").resolve(mirror.name() + ".filling"),
                MirrorStores.PAGE_TIMEOUT);
        return new LocalFollower(Mirror.start(
                plan,
                log,
                new MirrorLetters(mirror.name(), letters),
                delivery,
                DeliveryMeters.ofMirror(registry, mirror.name())));
    }
}
