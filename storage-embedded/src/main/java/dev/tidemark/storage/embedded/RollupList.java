package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollup.Gap;
import dev.tidemark.storage.sql.ListedRollup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * What the database knows of its rollups: the table {@code rollups} has a row for each, with its definition and how its tables'
 * names begin, {@code rollup_days} the days that are still to be filled.
 */
final class RollupList {

    private static final String SELECT_ROLLUPS = """
            SELECT tables_name, rollup_name, definition, events_to_fill
            FROM rollups
            ORDER BY created_at DESC, tables_name DESC
            """;
    private static final String SELECT_DAYS = """
            SELECT epoch_ms(day), events
            FROM rollup_days
            WHERE tables_name = ?
            """;
    private static final String INSERT_DAYS = """
            INSERT INTO rollup_days
            SELECT {}, date_trunc('day', "timestamp")::TIMESTAMP_MS, count(*)
            FROM events
            GROUP BY 2
            """;

    private RollupList() {}

    /** The newest first. */
    static List<Entry> entries(DuckDBConnection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_ROLLUPS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1),
                        rows.getString(2),
                        DefinitionText.readIfKnown(rows.getString(3)),
                        rows.getLong(4)));
            }
        }
        return entries;
    }

    /** The days of UTC that are still to be filled, and how many events each had when the rollup was new. */
    static List<Gap> days(String tablesName, DuckDBConnection connection) throws SQLException {
        List<Gap> days = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_DAYS)) {
            statement.setString(1, tablesName);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant start = Instant.ofEpochMilli(rows.getLong(1));
                    days.add(new Gap(new TimeRange(start, start.plus(1, ChronoUnit.DAYS)), rows.getLong(2)));
                }
            }
        }
        return days;
    }

    /** Adds a rollup that lacks every day which has events now. */
    static Entry add(RollupDefinition definition, String tablesName, DuckDBConnection connection) throws SQLException {
        Statements.execute(connection, Fragment.of(INSERT_DAYS, Fragment.value(tablesName)));
        long events =
                days(tablesName, connection).stream().mapToLong(Gap::events).sum();
        Statements.execute(
                connection,
                Fragment.of(
                        "INSERT INTO rollups VALUES ({}, {}, {}, {}, now()::TIMESTAMP)",
                        Fragment.value(tablesName),
                        Fragment.value(definition.name()),
                        Fragment.value(DefinitionText.of(definition)),
                        Fragment.value(events)));
        return new Entry(tablesName, definition.name(), Optional.of(definition), events);
    }

    /** Notes that these days are filled. */
    static void strikeOff(String tablesName, TimeRange days, Dialect dialect, DuckDBConnection connection)
            throws SQLException {
        Statements.execute(
                connection,
                Fragment.of(
                        "DELETE FROM rollup_days WHERE tables_name = {} AND day >= {} AND day < {}",
                        Fragment.value(tablesName),
                        dialect.moment(days.from()),
                        dialect.moment(days.to())));
    }

    static void remove(String tablesName, DuckDBConnection connection) throws SQLException {
        for (String table : List.of("rollups", "rollup_days")) {
            Statements.execute(
                    connection,
                    Fragment.of("DELETE FROM " + table + " WHERE tables_name = {}", Fragment.value(tablesName)));
        }
    }

    /**
     * A row of {@code rollups}.
     *
     * @param tablesName how the names of its tables begin
     */
    record Entry(String tablesName, String rollupName, Optional<RollupDefinition> definition, long eventsToFill)
            implements ListedRollup {}
}
