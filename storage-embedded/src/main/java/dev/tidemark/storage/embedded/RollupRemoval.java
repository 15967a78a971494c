package dev.tidemark.storage.embedded;

import dev.tidemark.storage.sql.KeptRollups;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Drops rollups that were replaced, once nobody reads them. Between two batches: the writer adds to a rollup as long as it is
 * there, so that none is ever there that lacks a batch.
 */
final class RollupRemoval {

    private static final Logger LOG = System.getLogger(RollupRemoval.class.getName());

    private final Database database;
    private final KeptRollups<EmbeddedRollup> rollups;
    private final EmbeddedDialect dialect;
    private final EmbeddedEventWriter writer;

    RollupRemoval(
            Database database,
            KeptRollups<EmbeddedRollup> rollups,
            EmbeddedDialect dialect,
            EmbeddedEventWriter writer) {
        this.database = database;
        this.rollups = rollups;
        this.dialect = dialect;
        this.writer = writer;
    }

    void whereUnused() {
        for (EmbeddedRollup replaced : rollups.unused()) {
            writer.betweenBatches(() -> drop(replaced));
            LOG.log(
                    Level.INFO,
                    "rollup {0} answers by its new definition; the tables of the old one are dropped",
                    replaced.definition().name());
        }
    }

    private void drop(EmbeddedRollup replaced) {
        database.read("dropping " + replaced.tablesName(), connection -> {
            connection.setAutoCommit(false);
            new RollupCatalog(connection, dialect).drop(replaced.tablesName());
            connection.commit();
            return replaced;
        });
        rollups.forget(replaced);
    }
}
