package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.util.List;
import java.util.Set;

/**
 * Completes the last batch of an opening after a failure. The events that are stored of it are the truth; each month of each rollup has all of them or none,
 * since one statement makes one part of a month. It has them where a row of that opening is of this batch or a later one. Where it lacks them, they are added.
 *
 * <p>To be run when nothing of the opening is under way.
 */
final class Completion {

    private static final String MONTH = "toUInt32(toYYYYMM(\"timestamp\"))";

    private final Server server;
    private final RollupTables tables;

    Completion(Server server, RollupTables tables) {
        this.server = server;
        this.tables = tables;
    }

    /**
     * Completes the last batch that has stored events. Returns how many months of rollups lacked it.
     *
     * @param by whose entrance is open: if it is closed, another completes the batch
     */
    int completeLast(long opening, List<RollupTable> rollups, Passage by) {
        server.catchUp(EventsTable.NAME);
        long last = numbers("SELECT max(batch) FROM events WHERE batch >= " + (opening << 32) + " AND batch < "
                        + ((opening + 1) << 32))
                .getFirst();
        return last == 0 ? 0 : complete(last, rollups, by);
    }

    /** Completes a batch, if any of its events are stored. */
    int complete(long batch, List<RollupTable> rollups, Passage by) {
        server.catchUp(EventsTable.NAME);
        List<Long> months = numbers("SELECT DISTINCT " + MONTH + " FROM events WHERE batch = " + batch);
        int completed = 0;
        for (RollupTable table : rollups) {
            Set<Long> counted = months.isEmpty() ? Set.of() : counted(table, batch);
            List<Long> missing =
                    months.stream().filter(month -> !counted.contains(month)).toList();
            if (!missing.isEmpty()) {
                add(table, batch, missing, by);
                completed += missing.size();
            }
        }
        return completed;
    }

    private Set<Long> counted(RollupTable table, long batch) {
        server.catchUp(table.name());
        return Set.copyOf(numbers("SELECT toUInt32(toYYYYMM(bucket)) AS month FROM \"" + table.name()
                + "\" WHERE writer = " + (batch >>> 32) + " GROUP BY month HAVING max(batch) >= " + batch));
    }

    private void add(RollupTable table, long batch, List<Long> months, Passage by) {
        server.execute(
                "completing " + table.name(),
                Rendered.inlined(tables.insertBatch(table, batch, months, by.isOpen())),
                by.completingId(table.name()),
                Inserts.OF_ONE_BLOCK);
    }

    private List<Long> numbers(String select) {
        return server.rows("looking at a batch", Fragment.of(select), row -> row.number(1));
    }
}
