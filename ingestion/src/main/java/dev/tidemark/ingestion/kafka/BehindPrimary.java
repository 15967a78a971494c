package dev.tidemark.ingestion.kafka;

import java.util.List;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Of those who read for a mirror. What others produced is taken in by who delivers to the primary, and comes by as records of our own then: it is passed over here, but not before the primary has passed it. So a mirror that
 * becomes the primary goes on from its own place, and nothing is left out.
 *
 * @param primary how far the primary's group is in a partition, or was a moment ago
 */
record BehindPrimary(IntToLongFunction primary) implements Gate {

    @Override
    public int pass(List<ConsumerRecord<byte[], byte[]>> records) {
        int passing = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!Headers.isOwn(record) && primary.applyAsLong(record.partition()) <= record.offset()) {
                break;
            }
            passing++;
        }
        return passing;
    }

    /** Who waits does so for the primary. */
    @Override
    public boolean heedsWaiting() {
        return false;
    }
}
