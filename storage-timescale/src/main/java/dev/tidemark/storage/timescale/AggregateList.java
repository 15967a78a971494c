package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.ListedRollup;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the store knows of its rollups of continuous aggregates: the table {@code aggregates} has a row for each. */
final class AggregateList {

    private static final String SELECT = """
            SELECT tables_name, rollup_name, definition, complete_since, events_to_fill, fill_to, filled_to
            FROM aggregates
            ORDER BY created_at DESC, tables_name DESC""";

    /** Where there are no events, there is nothing to fill. */
    private static final String INSERT = """
            INSERT INTO aggregates (tables_name, rollup_name, definition, complete_since, events_to_fill, fill_to, filled_to)
            SELECT {}, {}, {}, h.kept_since, e.stored,
                CASE WHEN e.stored > 0
                    THEN greatest(h.late_before, date_bin('5 minutes', now() - {} * interval '1 second', 'epoch'))
                    ELSE h.kept_since END,
                h.kept_since
            FROM horizon AS h,
                (SELECT greatest(approximate_row_count('events'), (SELECT count(*) FROM (SELECT FROM events LIMIT 1) AS first))
                    AS stored) AS e""";

    private static final String NOTE = """
            UPDATE aggregates
            SET filled_to = {}
            WHERE tables_name = {}""";

    private AggregateList() {}

    /** The newest first. */
    static List<Entry> entries(Connection connection) throws SQLException {
        return Statements.rows(connection, SELECT, AggregateList::entry);
    }

    /** Adds a rollup that lacks what is stored now. */
    static Entry add(RollupDefinition definition, String tablesName, Duration lag, Connection connection)
            throws SQLException {
        Statements.update(
                connection,
                Fragment.of(
                        INSERT,
                        Fragment.value(tablesName),
                        Fragment.value(definition.name()),
                        Fragment.value(DefinitionText.of(definition)),
                        Fragment.value(lag.toSeconds())));
        return entries(connection).stream()
                .filter(entry -> entry.tablesName().equals(tablesName))
                .findFirst()
                .orElseThrow();
    }

    static void remove(String tablesName, Connection connection) throws SQLException {
        Statements.update(
                connection, Fragment.of("DELETE FROM aggregates WHERE tables_name = {}", Fragment.value(tablesName)));
    }

    /** Notes that of the time before this moment all is in the rollup's aggregates, but for late hours. */
    static void note(String tablesName, Fragment moment, Connection connection) throws SQLException {
        Statements.update(connection, Fragment.of(NOTE, moment, Fragment.value(tablesName)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1),
                row.getString(2),
                DefinitionText.readIfKnown(row.getString(3)),
                Horizon.instant(row, 4),
                row.getLong(5),
                Horizon.instant(row, 6),
                Horizon.instant(row, 7));
    }

    /**
     * A row of {@code aggregates}.
     *
     * @param tablesName how the names of its aggregates begin
     * @param completeSince of the time before this, events had been deleted before the rollup was there
     * @param fillTo of the time before this, there were events before the rollup
     * @param filledTo of the time before this, all is in its aggregates, but for late hours
     */
    record Entry(
            String tablesName,
            String rollupName,
            Optional<RollupDefinition> definition,
            Instant completeSince,
            long eventsToFill,
            Instant fillTo,
            Instant filledTo)
            implements ListedRollup {}
}
