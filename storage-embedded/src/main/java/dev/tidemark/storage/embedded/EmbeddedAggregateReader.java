package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** Answers aggregate reads by one statement each, so many at a time as the settings allow. */
final class EmbeddedAggregateReader implements AggregateReader {

    private final Database database;
    private final Dialect dialect;
    private final Deadlines deadlines;
    private final Semaphore turns;

    EmbeddedAggregateReader(Database database, Dialect dialect, Deadlines deadlines, int concurrentReads) {
        this.database = database;
        this.dialect = dialect;
        this.deadlines = deadlines;
        this.turns = new Semaphore(concurrentReads, true);
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        Fragment statement = compose(read);
        long end = System.nanoTime() + read.timeout().toNanos();
        awaitTurn(read.timeout());
        try {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            return database.read("answering a query", connection -> run(statement, read, left, connection));
        } finally {
            turns.release();
        }
    }

    private Fragment compose(AggregateRead read) {
        try {
            return AggregateStatement.of(read.query(), read.plan(), EventsTable.NAME, dialect);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Category.INVALID_QUERY, "composing a query: " + e.getMessage(), e);
        }
    }

    private AggregateRows run(Fragment fragment, AggregateRead read, Duration left, DuckDBConnection connection)
            throws SQLException {
        AggregateRowReader reader = new AggregateRowReader(read.query());
        List<AggregateRow> rows = new ArrayList<>();
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                Deadlines.Watch _ = deadlines.watch(statement, left);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return new AggregateRows(rows, OptionalLong.empty());
    }

    private void awaitTurn(Duration patience) {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        Category.OVERLOADED,
                        "waited " + patience.toMillis() + " ms for other queries to end; ask again later",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Category.UNAVAILABLE, "interrupted while waiting for other queries", e);
        }
    }
}
