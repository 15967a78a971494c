package dev.tidemark.storage.sql;

import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Answers aggregate reads by one statement each. */
public final class SqlAggregateReader implements AggregateReader {

    private final StatementReader statements;
    private final KeptRollups<?> rollups;
    private final String events;
    private final Dialect dialect;

    /** @param events the table of events */
    public SqlAggregateReader(StatementReader statements, KeptRollups<?> rollups, String events, Dialect dialect) {
        this.statements = statements;
        this.rollups = rollups;
        this.events = events;
        this.dialect = dialect;
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        List<AggregateRow> rows = new ArrayList<>();
        OptionalLong rowsRead = rollups.reading(
                read.plan(),
                plan -> statements.read(
                        () -> AggregateStatement.of(read.query(), plan, events, dialect),
                        read.timeout(),
                        row -> rows.add(RowValues.aggregateRow(read.query(), row))));
        return new AggregateRows(rows, rowsRead);
    }
}
