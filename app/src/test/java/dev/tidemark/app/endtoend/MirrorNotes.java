package dev.tidemark.app.endtoend;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a group has noted with its offsets, by partition: as the broker has it, whatever became of the servers. */
record MirrorNotes(Map<Integer, String> byPartition) {
    private static final int PARTITIONS = 6;

    static MirrorNotes of(Launch launch, String group) {
        try (Admin admin = admin(launch)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<Integer, String> notes = new TreeMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    notes.put(partition.partition(), offset.metadata().replace('\n', ' '));
                }
            });
            return new MirrorNotes(notes);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many partitions have their share of the past. */
    long complete() {
        return count("complete=true");
    }

    /** How many have a part of it. */
    long begun() {
        return byPartition.size() - count("events=0 ");
    }

    private long count(String part) {
        return byPartition.values().stream().filter(note -> note.contains(part)).count();
    }

    /** Has the topic delete all it has. */
    static void deleteRecords(Launch launch) {
        String topic = Objects.requireNonNull(launch.settings().get("KAFKA_TOPIC"));
        try (Admin admin = admin(launch)) {
            admin.deleteRecords(IntStream.range(0, PARTITIONS)
                            .boxed()
                            .collect(toMap(
                                    partition -> new TopicPartition(topic, partition),
                                    partition -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin(Launch launch) {
        return Admin.create(Map.of("bootstrap.servers", launch.settings().getOrDefault("KAFKA_BROKERS", "")));
    }
}
