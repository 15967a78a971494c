package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.timescale.AggregateList.Entry;
import java.time.Instant;
import java.util.List;

/**
 * A rollup of continuous aggregates. It answers for any time: what it does not hold, events say. Only where there were many events before it, it does not answer before it
 * holds these.
 */
final class AggregatedRollup extends KeptRollup {

    private final List<ContinuousAggregate> aggregates;
    private final Instant fillTo;

    AggregatedRollup(RollupDefinition definition, Entry entry, boolean wanted, Dialect dialect) {
        super(
                definition,
                entry.tablesName(),
                wanted,
                entry.eventsToFill(),
                entry.filledTo().isBefore(entry.fillTo())
                        ? List.of(new Gap(ALL_TIME, entry.eventsToFill()))
                        : List.of(),
                entry.completeSince(),
                dialect);
        this.aggregates = ContinuousAggregate.of(tables(), dialect);
        this.fillTo = entry.fillTo();
    }

    /** The narrowest first. */
    List<ContinuousAggregate> aggregates() {
        return aggregates;
    }

    /** Takes note of how far its aggregates are. Returns whether they are complete now and were not before. */
    boolean filledTo(Instant moment) {
        boolean becomesComplete = !moment.isBefore(fillTo) && !isComplete();
        if (becomesComplete) {
            filled(ALL_TIME);
        }
        return becomesComplete;
    }
}
