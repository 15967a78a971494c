package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollup;
import java.util.List;

/** A rollup that views add to. It is filled by months, as these are its partitions. */
final class ClickHouseRollup extends KeptRollup {

    private final long filledBefore;

    ClickHouseRollup(
            RollupDefinition definition, RollupList.Entry entry, boolean wanted, List<Gap> months, Dialect dialect) {
        super(definition, entry.tablesName(), wanted, entry.eventsToFill(), months, entry.completeSince(), dialect);
        this.filledBefore = entry.filledBefore();
    }

    /** Batches below this are to be filled in; the others were fed to it. */
    long filledBefore() {
        return filledBefore;
    }
}
