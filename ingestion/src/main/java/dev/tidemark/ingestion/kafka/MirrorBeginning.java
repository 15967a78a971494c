package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.mirror.Progress;
import dev.tidemark.ingestion.mirror.ProgressText;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a mirror begins with a partition: where it left off; else where the primary is, which has stored all before, to be filled from there. So it does, too, if the topic has deleted records that it had not read: the primary
 * has what was in them.
 *
 * @param primary how far the primary's group is in a partition, asked now
 */
record MirrorBeginning(MirrorGroup mirror, IntFunction<OptionalLong> primary, GroupObserver observer)
        implements Beginning {

    @Override
    public Start from(TopicPartition partition, Optional<OffsetAndMetadata> committed, long oldest) {
        Optional<Progress> noted = committed.flatMap(place -> mirror.progress(place.metadata()));
        if (noted.isPresent()) {
            OffsetAndMetadata place = committed.orElseThrow();
            if (place.offset() >= oldest) {
                return new Start(place.offset(), place.metadata());
            }
            observer.expired(partition.topic(), partition.partition(), oldest - place.offset());
        }
        long from = primary.apply(partition.partition()).orElse(oldest);
        return new Start(Math.max(oldest, from), ProgressText.of(mirror.begin()));
    }

    @Override
    public boolean isAnewWhereExpired() {
        return true;
    }
}
