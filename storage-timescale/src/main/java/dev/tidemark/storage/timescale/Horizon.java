package dev.tidemark.storage.timescale;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The limits that all processes with one schema go by. Both only ever grow, at moments when no batch is on its way.
 *
 * @param lateBefore events of the time before this are late: continuous aggregates are about to hold this time, or do
 * @param keptSince events of the time before this are deleted, and are not taken any more
 */
record Horizon(Instant lateBefore, Instant keptSince) {

    private static final String SELECT = """
            SELECT late_before, kept_since
            FROM horizon""";

    static Horizon read(Connection connection) throws SQLException {
        return Statements.rows(connection, SELECT, row -> new Horizon(instant(row, 1), instant(row, 2)))
                .getFirst();
    }

    /** @throws StorageException of category REFUSED if one of the events is too old */
    void requireKept(List<Event> events) {
        for (Event event : events) {
            if (event.timestamp().isBefore(keptSince)) {
                throw new StorageException(
                        Category.REFUSED,
                        "timestamp is " + event.timestamp() + ", expected " + keptSince
                                + " or later: older events have been deleted for their age, so it could not be told whether this is one of them",
                        null);
            }
        }
    }

    /** The moment that a row has in a column. */
    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A moment as a bound value. */
    static Fragment moment(Instant instant) {
        return Fragment.value(instant.atOffset(ZoneOffset.UTC));
    }
}
