package dev.tidemark.ingestion.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says how far a reader may pass, where records are in its way that are not of the log's own making. */
interface Gate {

    /**
     * How many of these records, from the first on, may be passed now.
     *
     * @throws RuntimeException if none may; to be called again with the same records
     */
    int pass(List<ConsumerRecord<byte[], byte[]>> records);

    /** Whether records are written at once that somebody waits for. */
    default boolean heedsWaiting() {
        return true;
    }
}
