package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.sql.postgresql.rollup.RollupList.Entry;
import java.util.List;

/**
 * A rollup whose tables follow the events. It is right at any time; but a question looks at all events that its tables lack, so it answers only once these are no more than of the last
 * moment.
 */
final class FollowingRollup extends KeptRollup {

    private final long completeAt;

    FollowingRollup(RollupDefinition definition, Entry entry, boolean wanted, Dialect dialect) {
        super(
                definition,
                entry.tablesName(),
                wanted,
                entry.eventsToFill(),
                entry.rolledTo() >= entry.completeAt() ? List.of() : List.of(new Gap(ALL_TIME, entry.eventsToFill())),
                entry.completeSince(),
                dialect);
        this.completeAt = entry.completeAt();
    }

    /** Takes note of how far its tables are. Returns whether they are complete now and were not before. */
    boolean rolledTo(long batch) {
        boolean becomesComplete = batch >= completeAt && !isComplete();
        if (becomesComplete) {
            filled(ALL_TIME);
        }
        return becomesComplete;
    }
}
