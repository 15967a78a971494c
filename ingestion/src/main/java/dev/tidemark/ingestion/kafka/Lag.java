package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import dev.tidemark.ingestion.log.LogObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Looks every second at how far groups are behind the ends of their topics. */
final class Lag implements AutoCloseable {
    private static final long EVERY_MILLIS = 1000;

    private final Admin admin;
    private final List<Followed> followed;
    private final LogObserver observer;
    private final InstantSource clock;
    private final Map<Followed, Map<TopicPartition, Growth>> growth = new HashMap<>();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile LogFigures figures = new LogFigures(0, Long.MAX_VALUE, List.of());
    private volatile Optional<String> trouble = Optional.empty();

    /** Who reads what. */
    record Followed(String topic, String group) {}

    /**
     * A group as it was seen last.
     *
     * @param partitions of the topic; 0 before the first look
     * @param committed how far the group has come in those partitions where it has begun
     */
    record Seen(int partitions, Map<Integer, OffsetAndMetadata> committed) {
        private static final Seen NOTHING = new Seen(0, Map.of());

        Seen {
            committed = Map.copyOf(committed);
        }

        /** The offset that the group delivers next; 0 where it has not begun. */
        long committed(int partition) {
            OffsetAndMetadata place = committed.get(partition);
            return place == null ? 0 : place.offset();
        }
    }

    Lag(Admin admin, List<Followed> followed, LogObserver observer, InstantSource clock) {
        this.admin = admin;
        this.followed = List.copyOf(followed);
        this.observer = observer;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("kafka-lag").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    LogFigures figures() {
        return figures;
    }

    /** As of the last look that told. */
    Seen seen(String group) {
        return seen.getOrDefault(group, Seen.NOTHING);
    }

    /** What the brokers answered instead, or that they did not. */
    Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        try {
            do {
                look();
            } while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not known now stays as it was seen last. */
    private void look() {
        try {
            List<Backlog> backlogs = new ArrayList<>();
            for (Followed one : followed) {
                backlogs.add(backlog(one));
            }
            figures = new LogFigures(0, Long.MAX_VALUE, backlogs);
            trouble = Optional.empty();
        } catch (KafkaLogException e) {
            if (trouble.isEmpty() && stop.getCount() > 0) {
                observer.trouble("the brokers do not tell how far the log is delivered", e);
            }
            trouble = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Backlog backlog(Followed one) {
        Map<TopicPartition, Long> ends = ends(one.topic());
        Seen now = new Seen(ends.size(), places(one.topic(), one.group()));
        seen.put(one.group(), now);
        Map<TopicPartition, Growth> grown = growth.computeIfAbsent(one, _ -> new HashMap<>());
        Instant at = clock.instant();
        long records = 0;
        Optional<Instant> oldest = Optional.empty();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            TopicPartition partition = end.getKey();
            long delivered = now.committed(partition.partition());
            Growth length = grown.computeIfAbsent(partition, _ -> new Growth());
            length.note(end.getValue(), delivered, at);
            records += Math.max(0, end.getValue() - delivered);
            oldest = earlier(oldest, length.oldest());
        }
        return new Backlog(one.group(), records, 0, oldest);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isBefore(one.get())) ? other : one;
    }

    private Map<TopicPartition, Long> ends(String topic) {
        int partitions = Topics.partitions(admin, topic);
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                Topics.await(admin.listOffsets(wanted).all(), "looking for the end of the topic " + topic);
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    /** How far a group has come, by partition; nothing where it has not begun. */
    Map<Integer, Long> committed(String topic, String group) {
        return places(topic, group).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, place -> place.getValue().offset()));
    }

    private Map<Integer, OffsetAndMetadata> places(String topic, String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = Topics.await(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "looking at the group " + group);
        Map<Integer, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                committed.put(partition.partition(), offset);
            }
        });
        return committed;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
