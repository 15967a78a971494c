package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.KeptRollups;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Drops rollups that were replaced, once nobody reads them. Between two batches, so that none is ever there that lacks a batch. */
final class RollupRemoval {

    private static final Logger LOG = System.getLogger(RollupRemoval.class.getName());

    private final KeptRollups<ClickHouseRollup> rollups;
    private final RollupCatalog catalog;
    private final ClickHouseEventWriter writer;

    RollupRemoval(KeptRollups<ClickHouseRollup> rollups, RollupCatalog catalog, ClickHouseEventWriter writer) {
        this.rollups = rollups;
        this.catalog = catalog;
        this.writer = writer;
    }

    void whereUnused() {
        for (ClickHouseRollup replaced : rollups.unused()) {
            writer.betweenBatches(() -> {
                catalog.drop(replaced.tablesName());
                rollups.forget(replaced);
            });
            LOG.log(
                    Level.INFO,
                    "rollup {0} answers by its new definition; the tables of the old one are dropped",
                    replaced.definition().name());
        }
    }
}
