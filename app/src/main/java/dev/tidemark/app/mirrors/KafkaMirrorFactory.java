package dev.tidemark.app.mirrors;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.metrics.DeliveryMeters;
import dev.tidemark.app.metrics.GroupMeters;
import dev.tidemark.app.metrics.LogMeters;
import dev.tidemark.app.settings.MirrorSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.settings.StorageType;
import dev.tidemark.app.wiring.Choices;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.kafka.KafkaLog;
import dev.tidemark.ingestion.kafka.KafkaSettings;
import dev.tidemark.ingestion.kafka.MirrorGroup;
import dev.tidemark.ingestion.kafka.MirrorGroups;
import dev.tidemark.ingestion.kafka.MirrorPlan;
import dev.tidemark.query.answer.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The mirrors that the settings name, where the log is in Kafka: this process brings them up to date, or answers from them, or both. */
@Factory
@Requires(property = Choices.MIRRORS_FOLLOW, value = Choices.KAFKA)
final class KafkaMirrorFactory {
    private final Settings settings;
    private final KafkaSettings kafka;
    private final MirrorStores stores;
    private final MirrorMeters meters;

    KafkaMirrorFactory(Settings settings, KafkaSettings kafka, MirrorStores stores, MeterRegistry registry) {
        this.settings = settings;
        this.kafka = kafka;
        this.stores = stores;
        this.meters = new MirrorMeters(registry);
    }

    @Singleton
    @Bean(preDestroy = "close", typed = MirrorGroups.class)
    MirrorGroups groups(LogMeters observer, Clock clock) {
        List<MirrorGroup> all = settings.mirrors().stream().map(this::group).toList();
        MirrorGroups groups = MirrorGroups.open(kafka, all, observer, clock);
        observer.watchBacklogs(groups);
        return groups;
    }

    /** An embedded store belongs to one process, and so does the group then that writes to it. */
    private MirrorGroup group(MirrorSettings mirror) {
        boolean isOwn = mirror.store().type() == StorageType.EMBEDDED;
        return new MirrorGroup(mirror.name(), kafka.mirrorGroup(mirror.name(), isOwn), stores.describe(mirror));
    }

    @Singleton
    @Requires(property = Choices.DELIVER, value = "true")
    KafkaFollowing delivering(
            KafkaLog log,
            Storage primary,
            MirrorGroups groups,
            DeadLetterStore letters,
            DeliverySettings delivery,
            MeterRegistry registry,
            GroupMeters ofGroups) {
        return (mirror, store) -> {
            MirrorGroup group = group(mirror);
            return new KafkaFollower(
                    group,
                    groups,
                    Optional.of(log.mirror(
                            new MirrorPlan(group, primary, store, stores.wanted(), MirrorStores.PAGE_TIMEOUT),
                            new MirrorLetters(mirror.name(), letters),
                            delivery,
                            DeliveryMeters.ofMirror(registry, mirror.name()),
                            new MirrorGroupMeters(mirror.name(), ofGroups, meters))));
        };
    }

    @Singleton
    @Requires(property = Choices.DELIVER, notEquals = "true")
    KafkaFollowing watching(MirrorGroups groups) {
        return (mirror, store) -> new KafkaFollower(group(mirror), groups, Optional.empty());
    }

    @Singleton
    @Requires(property = Choices.QUERY, value = "true")
    @Bean(
            preDestroy = "close",
            typed = {Mirrors.class, Stores.class})
    Mirrors answering(Storage primary, KafkaFollowing following) {
        return mirrors(primary, following);
    }

    /** No questions are put to them here. */
    @Singleton
    @Requires(property = Choices.QUERY, notEquals = "true")
    @Bean(preDestroy = "close", typed = Mirrors.class)
    Mirrors silent(Storage primary, KafkaFollowing following) {
        return mirrors(primary, following);
    }

    private Mirrors mirrors(Storage primary, KafkaFollowing following) {
        List<MirroredStore> mirrors = settings.mirrors().stream()
                .map(mirror -> stores.open(mirror, store -> following.follow(mirror, store)))
                .toList();
        return new Mirrors(primary, mirrors, meters);
    }
}
