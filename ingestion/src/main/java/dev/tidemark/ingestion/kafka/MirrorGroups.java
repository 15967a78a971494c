package dev.tidemark.ingestion.kafka;

import static java.util.stream.Collectors.toMap;

import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.MeasuredLog;
import dev.tidemark.ingestion.mirror.MirrorState;
import dev.tidemark.ingestion.mirror.Progress;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far mirrors are, whichever processes deliver to them, by what their groups have saved; as of about a second ago. They are looked at apart from the log's own groups: what waits for a mirror is no reason to take no more
 * events. Thread-safe.
 */
public final class MirrorGroups implements MeasuredLog, AutoCloseable {
    private final Map<String, MirrorGroup> mirrors;
    private final Admin admin;
    private final Lag lag;

    private MirrorGroups(
            KafkaSettings settings, Collection<MirrorGroup> mirrors, LogObserver observer, InstantSource clock) {
        this.mirrors = mirrors.stream().collect(toMap(MirrorGroup::name, Function.identity()));
        this.admin = new Clients(settings).connect();
        this.lag = new Lag(
                admin,
                mirrors.stream()
                        .map(mirror -> new Lag.Followed(settings.topic(), mirror.group()))
                        .toList(),
                observer,
                clock);
        lag.start();
    }

    /** Begins to look; the brokers need not be there yet. */
    public static MirrorGroups open(
            KafkaSettings settings, Collection<MirrorGroup> mirrors, LogObserver observer, InstantSource clock) {
        return new MirrorGroups(settings, mirrors, observer, clock);
    }

    /**
     * How a mirror is doing.
     *
     * @param delivery of this process, if it has one
     */
    public MirrorState state(String name, Optional<DeliveryState> delivery) {
        MirrorGroup mirror = mirror(name);
        Lag.Seen seen = lag.seen(mirror.group());
        List<Progress> shares = shares(mirror, seen);
        int partitions = Math.max(1, seen.partitions());
        Optional<Backlog> backlog = lag.figures().cursors().stream()
                .filter(one -> one.cursor().equals(mirror.group()))
                .findFirst();
        return new MirrorState(
                isFilled(shares, seen),
                shares.stream().mapToLong(Progress::events).sum()
                        / partitions, // as each share goes through all of them
                shares.stream().mapToLong(Progress::total).max().orElse(0),
                backlog.map(Backlog::records).orElse(0L),
                backlog.flatMap(Backlog::oldest),
                delivery);
    }

    /** Whether it has been filled, in every partition. Cheap. */
    public boolean isFilled(String name) {
        MirrorGroup mirror = mirror(name);
        Lag.Seen seen = lag.seen(mirror.group());
        return isFilled(shares(mirror, seen), seen);
    }

    private static boolean isFilled(List<Progress> shares, Lag.Seen seen) {
        return seen.partitions() > 0
                && shares.size() == seen.partitions()
                && shares.stream().allMatch(Progress::complete);
    }

    private static List<Progress> shares(MirrorGroup mirror, Lag.Seen seen) {
        return seen.committed().values().stream()
                .map(OffsetAndMetadata::metadata)
                .flatMap(note -> mirror.progress(note).stream())
                .toList();
    }

    private MirrorGroup mirror(String name) {
        return Optional.ofNullable(mirrors.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no mirror " + name));
    }

    /** Of the mirrors' groups. */
    @Override
    public LogFigures figures() {
        return lag.figures();
    }

    @Override
    public Optional<String> trouble() {
        return lag.trouble();
    }

    @Override
    public void close() {
        lag.close();
        admin.close();
    }
}
