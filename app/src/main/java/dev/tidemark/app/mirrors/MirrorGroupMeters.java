package dev.tidemark.app.mirrors;

import dev.tidemark.ingestion.kafka.GroupObserver;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to this process as one of those who bring a mirror up to date. */
record MirrorGroupMeters(String mirror, GroupObserver ofGroups, MirrorMeters meters) implements GroupObserver {
    private static final Logger log = LoggerFactory.getLogger(MirrorGroupMeters.class);

    @Override
    public void assigned(String topic, List<Integer> partitions) {
        ofGroups.assigned(topicFor(topic), partitions);
    }

    @Override
    public void revoked(String topic, List<Integer> partitions) {
        ofGroups.revoked(topicFor(topic), partitions);
    }

    @Override
    public void lost(String topic, List<Integer> partitions) {
        ofGroups.lost(topicFor(topic), partitions);
    }

    private String topicFor(String topic) {
        return topic + " for the mirror " + mirror;
    }

    /** The primary may have them, so this is another thing than a loss there. */
    @Override
    public void expired(String topic, int partition, long records) {
        meters.gaveWay(mirror);
        log.error(
                "LOST for the mirror {}: {} records of partition {} of {} were deleted by Kafka before it had them; its share of that partition is filled from the primary again. Have the topic keep records for longer (retention.ms) than a mirror may be away or be filled",
                mirror,
                records,
                partition,
                topic);
    }

    @Override
    public void trouble(String message, Throwable cause) {
        ofGroups.trouble("the mirror " + mirror + ": " + message, cause);
    }
}
