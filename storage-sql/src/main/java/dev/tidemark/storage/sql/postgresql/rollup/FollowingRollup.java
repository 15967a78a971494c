package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.sql.postgresql.rollup.RollupList.Entry;
import java.time.Duration;
import java.util.List;

/**
 * A rollup whose tables follow the events. It is right at any time; but a question looks at all events that its tables lack, so it answers only once these are no more than of the last
 * moment.
 */
final class FollowingRollup extends KeptRollup {

    private final List<FollowingTable> following;
    private final long completeAt;
    private long idleSince = System.nanoTime();

    /** @param sketches what its tables have beside what the definition says */
    FollowingRollup(RollupDefinition definition, Entry entry, boolean wanted, List<Sketch> sketches, Dialect dialect) {
        super(
                definition,
                entry.tablesName(),
                wanted,
                entry.eventsToFill(),
                entry.rolledTo() >= entry.completeAt() ? List.of() : List.of(new Gap(ALL_TIME, entry.eventsToFill())),
                entry.completeSince(),
                dialect);
        this.following = tables().stream()
                .map(table -> new FollowingTable(table, sketches, dialect))
                .toList();
        this.completeAt = entry.completeAt();
    }

    /** The tables as they are written, one per granularity. */
    List<FollowingTable> following() {
        return following;
    }

    /** Takes note of how far its tables are. Returns whether they are complete now and were not before. */
    boolean rolledTo(long batch) {
        boolean becomesComplete = batch >= completeAt && !isComplete();
        if (becomesComplete) {
            filled(ALL_TIME);
        }
        return becomesComplete;
    }

    /** Whether so much time has passed since this was true the last time. */
    boolean isIdleDue(Duration pause) {
        boolean due = System.nanoTime() - idleSince >= pause.toNanos();
        if (due) {
            idleSince = System.nanoTime();
        }
        return due;
    }
}
