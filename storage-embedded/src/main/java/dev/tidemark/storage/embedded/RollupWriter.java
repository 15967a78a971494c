package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Adds what a batch means for one rollup to its tables, the wider ones computed from the narrowest. */
final class RollupWriter {

    private final RollupDefinition definition;
    private final List<RollupInsert> inserts;

    RollupWriter(RollupDefinition definition, Dialect dialect) {
        this.definition = definition;
        this.inserts = RollupTable.of(definition, dialect)
                .map(table -> new RollupInsert(table, dialect))
                .toList();
    }

    /** One per granularity, from narrow to wide. */
    List<RollupInsert> inserts() {
        return inserts;
    }

    /** The rows that these events add, for each of {@link #inserts()}. */
    List<List<BatchGroup>> groups(List<Event> events) {
        List<List<BatchGroup>> groups = new ArrayList<>();
        for (Granularity granularity : definition.granularities()) {
            groups.add(
                    groups.isEmpty()
                            ? BatchGroup.of(events, definition, granularity)
                            : BatchGroup.widened(groups.getLast(), definition, granularity));
        }
        return groups;
    }

    /** Adds the rows, given as {@link #groups} makes them. */
    void write(List<List<BatchGroup>> groups, Statement statement) throws SQLException {
        for (int i = 0; i < inserts.size(); i++) {
            write(groups.get(i), inserts.get(i), statement);
        }
    }

    private static void write(List<BatchGroup> groups, RollupInsert insert, Statement statement) throws SQLException {
        if (groups.isEmpty()) {
            return;
        }
        insert.function().offer(groups);
        try {
            statement.execute(insert.statement());
        } finally {
            insert.function().offer(List.of());
        }
    }

    /** Makes known to the engine what batches are written with. */
    void register(DuckDBConnection connection) throws SQLException {
        for (RollupInsert insert : inserts()) {
            insert.function().register(connection);
        }
    }
}
