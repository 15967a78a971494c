package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.delivery.DeadLetterDelivery;
import dev.tidemark.ingestion.delivery.DeadLetters;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.MeasuredLog;
import dev.tidemark.ingestion.mirror.PrimaryPages;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The event log in a topic. Thread-safe. */
public final class KafkaLog implements MeasuredLog, AutoCloseable {
    private final KafkaSettings settings;
    private final Clients clients;
    private final Admin admin;
    private final Spread spread;
    private final Awaited awaited = new Awaited();
    private final KafkaIntakeLog intakeLog;
    private final Lag lag;

    private KafkaLog(KafkaSettings settings, LogObserver observer, InstantSource clock) {
        this.settings = settings;
        this.clients = new Clients(settings);
        this.admin = clients.connect();
        this.lag = new Lag(
                admin,
                List.of(
                        new Lag.Followed(settings.topic(), settings.group()),
                        new Lag.Followed(settings.deadLetterTopic(), settings.deadLetterGroup())),
                observer,
                clock);
        try {
            this.spread = new Spread(new Topics(admin, settings).prepare());
            this.intakeLog = new KafkaIntakeLog(
                    new KafkaProducer<>(clients.producer()), settings, spread, awaited, lag::trouble, observer);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
        lag.start();
    }

    /**
     * Connects to the brokers and makes the topics that are missing.
     *
     * @throws KafkaLogException if that cannot be
     */
    public static KafkaLog open(KafkaSettings settings, LogObserver observer, InstantSource clock) {
        requireNonNull(observer, "observer is null");
        return new KafkaLog(settings, observer, clock);
    }

    /** Where bodies go. */
    public IntakeLog intakeLog() {
        return intakeLog;
    }

    /** Knows what the group of the primary store has delivered, whichever process did it. */
    public PrimaryStore primaryStore() {
        return new CommittedEvents(awaited, lag, settings.topic(), settings.group());
    }

    /** As of about a second ago. */
    @Override
    public LogFigures figures() {
        return lag.figures();
    }

    @Override
    public Optional<String> trouble() {
        return lag.trouble();
    }

    /**
     * Joins those who deliver to the primary store.
     *
     * @param foreign takes what others produce
     * @param delivery its memory for recognising duplicates is shared out among the partitions that the topic has
     */
    public GroupDelivery deliver(
            Storage storage,
            ForeignRecords foreign,
            DeadLetters deadLetters,
            DeliverySettings delivery,
            DeliveryObserver observer,
            GroupObserver ofGroup) {
        var target = new StorePartition.Target(
                writers(settings.group()), storage, spread, _ -> Backfill.NONE, deadLetters, share(delivery), observer);
        return join(settings.group(), target, foreign::pass, Beginning.whereItLeftOff(ofGroup), ofGroup);
    }

    /**
     * Joins those who bring a mirror up to date: fills it, partition by partition, and goes on with the log.
     *
     * @param delivery as for the primary
     */
    public GroupDelivery mirror(
            MirrorPlan plan,
            DeadLetters deadLetters,
            DeliverySettings delivery,
            DeliveryObserver observer,
            GroupObserver ofGroup) {
        String group = plan.mirror().group();
        PrimaryPages pages = plan.pages();
        var target = new StorePartition.Target(
                writers(group),
                plan.store(),
                spread,
                reader -> plan.share(pages, spread, reader),
                deadLetters,
                share(delivery),
                observer);
        Gate gate = new BehindPrimary(partition -> lag.seen(settings.group()).committed(partition));
        return join(group, target, gate, new MirrorBeginning(plan.mirror(), this::committed, ofGroup), ofGroup);
    }

    private OptionalLong committed(int partition) {
        return committed(settings.topic(), settings.group(), partition);
    }

    private OptionalLong committed(String topic, String group, int partition) {
        Long offset = lag.committed(topic, group).get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private DeliverySettings share(DeliverySettings delivery) {
        return delivery.withSeenIdsBytes(delivery.seenIdsBytes() / spread.partitions());
    }

    /** How far the dead letters were kept before a mirror became the primary, and its group this one: letters that were replayed since are not to come back. */
    private OptionalLong lettersOfFormer() {
        return settings.formerDeadLetterGroups().stream()
                .map(group -> committed(settings.deadLetterTopic(), group, 0))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** The same when a mirror becomes the primary and takes its group along. */
    private String writers(String group) {
        return group + "/" + settings.topic();
    }

    private GroupDelivery join(
            String name, StorePartition.Target target, Gate gate, Beginning beginning, GroupObserver ofGroup) {
        ConsumerGroup group = new ConsumerGroup(
                settings.topic(),
                spread.partitions(),
                target.storage().name(),
                new KafkaConsumer<>(clients.consumer(name)),
                (reader, claim) -> StorePartition.begin(target, reader, claim),
                gate,
                beginning,
                ofGroup);
        group.start();
        return new GroupDelivery(group);
    }

    /** Joins those who keep dead letters. */
    public GroupDelivery keepDeadLetters(
            DeadLetters deadLetters,
            ForeignRecords foreign,
            DeliverySettings delivery,
            DeliveryObserver observer,
            GroupObserver ofGroup) {
        ConsumerGroup group = new ConsumerGroup(
                settings.deadLetterTopic(),
                1,
                "dead-letters",
                new KafkaConsumer<>(clients.consumer(settings.deadLetterGroup())),
                (reader, claim) ->
                        new DeadLetterPartition(DeadLetterDelivery.start(reader, deadLetters, delivery, observer)),
                foreign::pass,
                Beginning.whereItLeftOff(ofGroup, _ -> lettersOfFormer()),
                ofGroup);
        group.start();
        return new GroupDelivery(group);
    }

    /** Sends what is on its way. Groups are to be left before. */
    @Override
    public void close() {
        lag.close();
        intakeLog.close();
        admin.close();
    }
}
