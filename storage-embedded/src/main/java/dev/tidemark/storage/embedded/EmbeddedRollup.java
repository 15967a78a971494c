package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollup;
import java.util.List;

/** A rollup with what batches are added to it by. It is filled by days. */
final class EmbeddedRollup extends KeptRollup {

    private final RollupWriter writer;

    EmbeddedRollup(
            RollupDefinition definition,
            String tablesName,
            boolean wanted,
            long eventsToFill,
            List<Gap> days,
            Dialect dialect) {
        super(definition, tablesName, wanted, eventsToFill, days, dialect);
        this.writer = new RollupWriter(stored(), dialect);
    }

    RollupWriter writer() {
        return writer;
    }
}
