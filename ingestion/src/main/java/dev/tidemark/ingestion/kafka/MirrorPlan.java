package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.mirror.Filling;
import dev.tidemark.ingestion.mirror.PrimaryPages;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is mirrored where.
 *
 * @param wanted which of the primary's events the mirror is to have
 * @param readTimeout how long a read of the primary may take
 */
public record MirrorPlan(
        MirrorGroup mirror, Storage primary, Storage store, Predicate<Event> wanted, Duration readTimeout) {
    public MirrorPlan {
        requireNonNull(mirror, "mirror is null");
        requireNonNull(primary, "primary is null");
        requireNonNull(store, "store is null");
        requireNonNull(wanted, "wanted is null");
        requireNonNull(readTimeout, "readTimeout is null");
    }

    PrimaryPages pages() {
        return PrimaryPages.shared(primary.storedEvents(), readTimeout);
    }

    /** What a partition's store has to get before it goes on with the log: those events that can come by this partition. */
    Backfill share(PrimaryPages pages, Spread spread, PartitionReader reader) {
        return new Filling(
                pages,
                new NotedOffset(reader, mirror),
                mirror.progress(reader.note()).orElseGet(mirror::begin),
                wanted.and(event -> spread.partitionOf(event.tenant(), event.id()) == reader.partition()));
    }
}
