package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which brokers, which topic, and how they are used.
 *
 * @param client settings of every client of the brokers: their addresses, and how to log in
 * @param topic of the events
 * @param group of the consumers that deliver to the primary store; others are named after it
 * @param member the name of this process among the consumers: the same after a restart, and of nobody else at a time
 * @param creation what the topic is like if it has to be made
 * @param producing how records are sent
 * @param sessionTimeout how long after its last sign of life a process loses its partitions to others
 */
public record KafkaSettings(
        Map<String, String> client,
        String topic,
        String group,
        String member,
        Creation creation,
        Producing producing,
        Duration sessionTimeout) {

    public KafkaSettings {
        client = Map.copyOf(client);
        requireNonNull(topic, "topic is null");
        requireNonNull(group, "group is null");
        requireNonNull(member, "member is null");
        requireNonNull(creation, "creation is null");
        requireNonNull(producing, "producing is null");
        requireNonNull(sessionTimeout, "sessionTimeout is null");
    }

    /**
     * A topic to make.
     *
     * @param replicas 0 for what the brokers have as default
     * @param retention how long records are kept, delivered or not
     */
    public record Creation(int partitions, int replicas, Duration retention) {
        public Creation {
            requireNonNull(retention, "retention is null");
            if (partitions < 1 || replicas < 0) {
                throw new IllegalArgumentException("partitions is " + partitions + ", replicas " + replicas
                        + ", expected at least one, and none or more");
            }
        }
    }

    /**
     * How records are sent; always so that all replicas in sync have them before they count as appended.
     *
     * @param compression {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
     * @param linger how long a record waits for others to be sent with
     * @param batchBytes the most that is sent to a partition at once
     * @param timeout how long a record may take to be confirmed, all tries together
     */
    public record Producing(String compression, Duration linger, int batchBytes, Duration timeout) {
        public Producing {
            requireNonNull(compression, "compression is null");
            requireNonNull(linger, "linger is null");
            requireNonNull(timeout, "timeout is null");
        }
    }

    /** Of what is refused, which has a partition of its own: few read it. */
    String deadLetterTopic() {
        return topic + ".dead-letters";
    }

    String deadLetterGroup() {
        return deadLetterGroup(group);
    }

    private static String deadLetterGroup(String ofEvents) {
        return ofEvents + ".dead-letters";
    }

    /** Those of the groups of which this group may have been a mirror's, the last first. */
    List<String> formerDeadLetterGroups() {
        return Stream.iterate(group.lastIndexOf('.'), dot -> dot > 0, dot -> group.lastIndexOf('.', dot - 1))
                .map(dot -> deadLetterGroup(group.substring(0, dot)))
                .toList();
    }

    /**
     * The group that brings a mirror up to date.
     *
     * @param mirror its name
     * @param isOwn whether the mirror belongs to this process: then each process that has one brings its own up to date
     */
    public String mirrorGroup(String mirror, boolean isOwn) {
        return group + "." + mirror + (isOwn ? "." + member : "");
    }
}
