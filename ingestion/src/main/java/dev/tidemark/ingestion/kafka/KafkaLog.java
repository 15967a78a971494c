package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.DeadLetterDelivery;
import dev.tidemark.ingestion.delivery.DeadLetters;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.MeasuredLog;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

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
        this.admin = connect();
        try {
            this.spread = new Spread(new Topics(admin, settings).prepare());
            this.intakeLog =
                    new KafkaIntakeLog(new KafkaProducer<>(clients.producer()), settings, spread, awaited, observer);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
        this.lag = new Lag(
                admin,
                List.of(
                        new Lag.Followed(settings.topic(), settings.group()),
                        new Lag.Followed(settings.deadLetterTopic(), settings.deadLetterGroup())),
                observer,
                clock);
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

    private Admin connect() {
        try {
            return Admin.create(clients.admin());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaLogException("connecting: " + cause.getMessage(), e);
        }
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
                settings.group() + "/" + settings.topic(),
                storage,
                spread,
                deadLetters,
                delivery.withSeenIdsBytes(delivery.seenIdsBytes() / spread.partitions()),
                observer);
        ConsumerGroup group = new ConsumerGroup(
                settings.topic(),
                spread.partitions(),
                storage.name(),
                new KafkaConsumer<>(clients.consumer(settings.group())),
                (reader, claim) -> StorePartition.begin(target, reader, claim),
                foreign,
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
                foreign,
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
