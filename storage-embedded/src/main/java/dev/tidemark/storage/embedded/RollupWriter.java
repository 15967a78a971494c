package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

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

    void write(List<Event> events, Statement statement) throws SQLException {
        Collection<BatchGroup> groups =
                BatchGroup.of(events, definition, definition.granularities().getFirst());
        for (int i = 0; i < inserts.size(); i++) {
            if (i > 0) {
                groups = BatchGroup.widened(
                        groups, definition, definition.granularities().get(i));
            }
            write(List.copyOf(groups), inserts.get(i), statement);
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
}
