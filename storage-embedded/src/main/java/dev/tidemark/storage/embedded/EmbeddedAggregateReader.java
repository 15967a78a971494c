package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Dialect;
import java.util.List;
import java.util.OptionalLong;

/** Answers aggregate reads by one statement each. */
final class EmbeddedAggregateReader implements AggregateReader {

    private final Reads reads;
    private final Rollups rollups;
    private final Dialect dialect;

    EmbeddedAggregateReader(Reads reads, Rollups rollups, Dialect dialect) {
        this.reads = reads;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        AggregateRowReader reader = new AggregateRowReader(read.query());
        List<AggregateRow> rows = rollups.reading(
                read.plan(),
                plan -> reads.rows(
                        () -> AggregateStatement.of(read.query(), plan, EventsTable.NAME, dialect),
                        read.timeout(),
                        reader::read));
        return new AggregateRows(rows, OptionalLong.empty());
    }
}
