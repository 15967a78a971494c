package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Decides where a group begins with a partition that came to this process. By the consumer's thread. */
interface Beginning {

    /**
     * Where to begin.
     *
     * @param committed where the group says that it is; empty if it has not begun
     * @param oldest the first record that the topic still has
     */
    Start from(TopicPartition partition, Optional<OffsetAndMetadata> committed, long oldest);

    /** Whether it begins anew with a partition of which records were deleted before it read them, rather than go on behind these. */
    boolean isAnewWhereExpired();

    /**
     * A place in a partition.
     *
     * @param note is saved with each offset
     */
    record Start(long offset, String note) {
        public Start {
            requireNonNull(note, "note is null");
        }
    }

    /** Where the group left off; else with the oldest record. */
    static Beginning whereItLeftOff(GroupObserver observer) {
        return whereItLeftOff(observer, _ -> OptionalLong.empty());
    }

    /**
     * Where the group left off.
     *
     * @param former how far another group is, after which this one comes, in a partition where it has not begun
     */
    static Beginning whereItLeftOff(GroupObserver observer, IntFunction<OptionalLong> former) {
        return new Beginning() {
            @Override
            public Start from(TopicPartition partition, Optional<OffsetAndMetadata> committed, long oldest) {
                long from = committed.map(OffsetAndMetadata::offset).orElseGet(() -> former.apply(partition.partition())
                        .orElse(oldest));
                if (from < oldest) {
                    observer.expired(partition.topic(), partition.partition(), oldest - from);
                }
                return new Start(Math.max(oldest, from), "");
            }

            @Override
            public boolean isAnewWhereExpired() {
                return false;
            }
        };
    }
}
