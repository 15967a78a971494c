package dev.tidemark.app.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.app.settings.ControlSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The open control database. */
public final class ControlDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final HikariDataSource pool;

    private ControlDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens the database and brings its schema up to date. */
    public static ControlDatabase open(ControlSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("control");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.username());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        var database = new ControlDatabase(new HikariDataSource(pool));
        try {
            database.migrate();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Migrating writes even where nothing is to change, and a server has to start on a full disk. */
    private void migrate() {
        Flyway flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:dev/tidemark/app/control/migrations")
                .load();
        if (flyway.info().pending().length > 0) {
            flyway.migrate();
        } else {
            flyway.validate();
        }
    }

    DataSource dataSource() {
        return pool;
    }

    /**
     * Returns when everything committed so far is on disk. PostgreSQL sees to that by itself; H2 hands a commit to the operating
     * system and syncs its file when told to.
     */
    void sync() {
        if (!pool.getJdbcUrl().startsWith("jdbc:h2:")) {
            return;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException("the control database could not be synced to disk", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
