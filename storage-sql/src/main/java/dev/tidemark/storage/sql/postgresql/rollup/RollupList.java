package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.ListedRollup;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the store knows of its rollups: the table {@code rollups} has a row for each, with its definition, how its tables' names begin, and up to which batch they are. */
final class RollupList {

    private static final String SELECT = """
            SELECT tables_name, rollup_name, definition, events_to_fill, complete_at, rolled_to, complete_since
            FROM rollups
            ORDER BY created_at DESC, tables_name DESC""";

    private static final String INSERT = """
            INSERT INTO rollups (tables_name, rollup_name, definition, events_to_fill, complete_at, complete_since)
            SELECT {}, {}, {}, {}, CASE WHEN s.is_called THEN s.last_value ELSE 0 END, {}
            FROM event_batches AS s""";

    private static final String TAKE = """
            SELECT rolled_to
            FROM rollups
            WHERE tables_name = {}
            FOR UPDATE SKIP LOCKED""";

    private static final String NOTE = """
            UPDATE rollups
            SET rolled_to = {}
            WHERE tables_name = {}""";

    private RollupList() {}

    /** The newest first. */
    static List<Entry> entries(Connection connection) throws SQLException {
        return Statements.rows(connection, SELECT, RollupList::entry);
    }

    /** Adds a rollup that lacks what has been given a number by now. */
    static Entry add(
            RollupDefinition definition, String tablesName, long eventsToFill, Instant since, Connection connection)
            throws SQLException {
        Statements.update(
                connection,
                Fragment.of(
                        INSERT,
                        Fragment.value(tablesName),
                        Fragment.value(definition.name()),
                        Fragment.value(DefinitionText.of(definition)),
                        Fragment.value(eventsToFill),
                        Fragment.value(since.atOffset(ZoneOffset.UTC))));
        return entries(connection).stream()
                .filter(entry -> entry.tablesName().equals(tablesName))
                .findFirst()
                .orElseThrow();
    }

    static void remove(String tablesName, Connection connection) throws SQLException {
        Fragment name = Fragment.value(tablesName);
        Statements.update(connection, Fragment.of("DELETE FROM rollups WHERE tables_name = {}", name));
        Statements.update(connection, Fragment.of("DELETE FROM rollup_watermarks WHERE tables_name = {}", name));
    }

    /** Up to which batch the rollup is; nobody else brings it up before this transaction ends. Empty where somebody does, or where it is gone. */
    static OptionalLong take(String tablesName, Connection connection) throws SQLException {
        return Statements.rows(connection, Fragment.of(TAKE, Fragment.value(tablesName)), row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    static void note(String tablesName, long batch, Connection connection) throws SQLException {
        Statements.update(connection, Fragment.of(NOTE, Fragment.value(batch), Fragment.value(tablesName)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1),
                row.getString(2),
                DefinitionText.readIfKnown(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    /**
     * A row of {@code rollups}.
     *
     * @param tablesName how the names of its tables begin
     * @param completeAt batches up to this one were there before the rollup
     * @param rolledTo batches up to this one are in its tables
     * @param completeSince of the time before this, events had been deleted before the rollup was there
     */
    record Entry(
            String tablesName,
            String rollupName,
            Optional<RollupDefinition> definition,
            long eventsToFill,
            long completeAt,
            long rolledTo,
            Instant completeSince)
            implements ListedRollup {}
}
