package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.storage.sql.Fragment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Prepares and runs SQL, composed SQL with its values bound. */
public final class Statements {

    private Statements() {}

    static PreparedStatement prepare(Connection connection, Fragment fragment) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(fragment.text());
        try {
            for (int i = 0; i < fragment.values().size(); i++) {
                statement.setObject(i + 1, fragment.values().get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Runs SQL that has no values; may be several statements, with semicolons between. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement. Returns how many rows it changed. */
    public static long update(Connection connection, Fragment fragment) throws SQLException {
        try (PreparedStatement statement = prepare(connection, fragment)) {
            return statement.executeLargeUpdate();
        }
    }

    /** The rows of an answer that fits into memory. */
    public static <R> List<R> rows(Connection connection, Fragment fragment, Reading<R> reading) throws SQLException {
        List<R> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, fragment);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(reading.of(result));
            }
        }
        return rows;
    }

    /** Hands over the rows of an answer. */
    public static void forEach(Connection connection, Fragment fragment, Taking taking) throws SQLException {
        try (PreparedStatement statement = prepare(connection, fragment);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                taking.take(result);
            }
        }
    }

    /** The same without values. */
    public static <R> List<R> rows(Connection connection, String sql, Reading<R> reading) throws SQLException {
        return rows(connection, Fragment.of(sql), reading);
    }

    /** Has the statement fail that a connection, which another thread uses, is busy with. */
    @SuppressWarnings("EmptyCatch") // it has ended by itself, or who asked asks again
    public static void cancel(Connection busy) {
        try {
            busy.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException ignored) {
        }
    }

    /** Takes the row that a result stands at. */
    @FunctionalInterface
    public interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    /** Makes something of the row that a result stands at. */
    @FunctionalInterface
    public interface Reading<R> {
        R of(ResultSet row) throws SQLException;
    }
}
