package dev.tidemark.app.control;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes commits survive a power cut. PostgreSQL does so by itself; H2 hands a commit to the operating system and syncs the file
 * when told to.
 */
@Singleton
final class Durability {
    private final ControlDatabase.Pool pool;

    Durability(ControlDatabase.Pool pool) {
        this.pool = pool;
    }

    /** Returns when everything committed so far is on disk. */
    void sync() {
        if (!pool.dataSource().getJdbcUrl().startsWith("jdbc:h2:")) {
            return;
        }
        try (Connection connection = pool.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException("the control database could not be synced to disk", e);
        }
    }
}
