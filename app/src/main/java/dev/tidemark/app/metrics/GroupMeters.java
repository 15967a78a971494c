package dev.tidemark.app.metrics;

import dev.tidemark.ingestion.kafka.GroupObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to this process as one of a group of consumers. */
@Singleton
public final class GroupMeters implements GroupObserver {
    private static final Logger log = LoggerFactory.getLogger(GroupMeters.class);

    private final MeterRegistry registry;
    private final Counter rebalances;

    GroupMeters(MeterRegistry registry) {
        this.registry = registry;
        this.rebalances = Counter.builder("tidemark.kafka.partitions.moved")
                .description("Partitions that came to this process, or left it")
                .register(registry);
    }

    @Override
    public void assigned(String topic, List<Integer> partitions) {
        note("this process delivers {} of {}", topic, partitions);
    }

    @Override
    public void revoked(String topic, List<Integer> partitions) {
        note("this process has handed over {} of {}", topic, partitions);
    }

    @Override
    public void lost(String topic, List<Integer> partitions) {
        note("this process was not heard of for too long and has lost {} of {} to others", topic, partitions);
    }

    private void note(String message, String topic, List<Integer> partitions) {
        if (!partitions.isEmpty()) {
            rebalances.increment(partitions.size());
            log.info(message, partitions, topic);
        }
    }

    @Override
    public void expired(String topic, int partition, long records) {
        Counter.builder("tidemark.kafka.records.expired")
                .description("Records that the topic deleted before they were delivered: they are lost")
                .tag("topic", topic)
                .register(registry)
                .increment((double) records);
        log.error(
                "LOST: {} records of partition {} of {} were deleted by Kafka before they were delivered; have the topic keep them longer (retention.ms)",
                records,
                partition,
                topic);
    }

    @Override
    public void trouble(String message, Throwable cause) {
        log.warn("kafka: {}; it is tried again", message, cause);
    }
}
