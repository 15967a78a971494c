package dev.tidemark.storage.embedded;

import dev.tidemark.storage.sql.Fragment;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Prepares and runs composed SQL with its values bound. */
final class Statements {

    private Statements() {}

    static PreparedStatement prepare(DuckDBConnection connection, Fragment fragment) throws SQLException {
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

    static void execute(DuckDBConnection connection, Fragment fragment) throws SQLException {
        try (PreparedStatement statement = prepare(connection, fragment)) {
            statement.execute();
        }
    }
}
