package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Counts in new rollups the events from before, month after month of event time, the latest first, beside the writer. A month's rows are made in a table aside and
 * then become part of the rollup's in one step; they bear no writer's number, so one can see whether that step has been taken.
 */
final class RollupFill {

    private static final Logger LOG = System.getLogger(RollupFill.class.getName());

    /** However few events it has, one at a time. */
    private static final long A_MONTH = 0;

    private final Server server;
    private final RollupTables tables;
    private final RollupList list;
    private final KeptRollups<ClickHouseRollup> rollups;
    private volatile boolean stopped;

    RollupFill(Server server, RollupTables tables, RollupList list, KeptRollups<ClickHouseRollup> rollups) {
        this.server = server;
        this.tables = tables;
        this.list = list;
        this.rollups = rollups;
    }

    /** The table aside of a table. */
    static String aside(String table) {
        return table + "_aside";
    }

    boolean isDue() {
        return !stopped && rollups.unfilled().isPresent();
    }

    /** Fills the next month, if there is one. */
    void step() {
        Optional<ClickHouseRollup> unfilled = rollups.unfilled();
        if (unfilled.isPresent() && !stopped) {
            ClickHouseRollup rollup = unfilled.get();
            fill(rollup, rollup.next(A_MONTH).orElseThrow());
            if (rollup.isComplete()) {
                rollup.tables().forEach(table -> server.drop("clearing up", aside(table.name())));
                LOG.log(
                        Level.INFO,
                        "rollup {0} is complete: {1} events filled in",
                        rollup.definition().name(),
                        Long.toString(rollup.eventsFilled()));
            }
        }
    }

    /** Has no further step begin. */
    void stop() {
        stopped = true;
    }

    private void fill(ClickHouseRollup rollup, TimeRange range) {
        YearMonth month = YearMonth.from(range.from().atZone(ZoneOffset.UTC));
        for (RollupTable table : rollup.tables()) {
            if (!isFilled(table, month)) {
                fill(rollup, table, month, range);
            }
        }
        list.strikeOff(rollup.tablesName(), month);
        rollup.filled(range);
    }

    private void fill(ClickHouseRollup rollup, RollupTable table, YearMonth month, TimeRange range) {
        String aside = aside(table.name());
        Fragment insert = tables.insertFilled(aside, table, range, rollup.filledBefore());
        for (String statement : List.of(
                "DROP TABLE IF EXISTS \"" + aside + "\"",
                tables.createAside(aside, table),
                Rendered.inlined(insert),
                "ALTER TABLE \"" + table.name() + "\" ATTACH PARTITION " + RollupList.number(month) + " FROM \"" + aside
                        + "\"")) {
            String id = Server.newId();
            try {
                server.execute("filling " + table.name() + " of " + month, statement, id, Inserts.OF_ONE_BLOCK);
            } catch (StorageException e) {
                server.kill(id); // or it might come after what is done instead
                throw e;
            }
        }
    }

    private boolean isFilled(RollupTable table, YearMonth month) {
        server.catchUp(table.name());
        List<Long> rows = server.rows(
                "looking at " + table.name(),
                Fragment.of("SELECT count() FROM \"" + table.name() + "\" WHERE writer = " + RollupTables.FILLED_IN
                        + " AND toYYYYMM(bucket) = " + RollupList.number(month)),
                row -> row.number(1));
        return rows.getFirst() > 0;
    }
}
