package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Answers aggregate reads by one statement each. */
final class ClickHouseAggregateReader implements AggregateReader {

    private final Reads reads;
    private final Rollups rollups;
    private final Dialect dialect;

    ClickHouseAggregateReader(Reads reads, Rollups rollups, Dialect dialect) {
        this.reads = reads;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        AggregateRowReader reader = new AggregateRowReader(read.query());
        List<AggregateRow> rows = new ArrayList<>();
        long rowsRead = rollups.reading(
                read.plan(),
                plan -> reads.forEach(
                        () -> AggregateStatement.of(read.query(), plan, EventsTable.NAME, dialect),
                        read.timeout(),
                        row -> rows.add(reader.read(row))));
        return new AggregateRows(rows, rowsRead > 0 ? OptionalLong.of(rowsRead) : OptionalLong.empty());
    }
}
