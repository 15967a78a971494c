package dev.tidemark.storage.sql.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections to a server. Everything is done in a transaction of its own, which ends with the work: by a commit, or by a rollback where it fails. */
public final class PostgreSql implements AutoCloseable {

    /** {@code UNIQUE NULLS NOT DISTINCT}, {@code MERGE} and the like are there; so are security fixes. */
    private static final int LEAST_MAJOR_VERSION = 15;

    /** Beside those of questions: of the writer, of ids, and of the background. */
    private static final int OTHERS = 4;

    private static final int CONNECT_SECONDS = 10;

    /** How long a statement without a limit of its own may keep silent. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** What a server that ends a statement in time needs to say so. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** Whatever else the server waits for, what is committed is on its disk. */
    private static final String DURABLE = """
            SELECT set_config('synchronous_commit', 'on', true)
            WHERE current_setting('synchronous_commit') = 'off'""";

    private final PostgreSqlSettings settings;
    private final HikariDataSource pool;

    private PostgreSql(PostgreSqlSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Connects.
     *
     * @throws StorageException if the server cannot be reached, does not know the user or the database, or is too old
     */
    public static PostgreSql connect(PostgreSqlSettings settings) {
        String purpose = "connecting to " + settings;
        try {
            PostgreSql connected = new PostgreSql(settings, new HikariDataSource(pool(settings)));
            connected.requireVersion();
            return connected;
        } catch (HikariPool.PoolInitializationException e) {
            throw PostgreSqlErrors.whileConnecting(purpose, e);
        }
    }

    /**
     * Asks a server for its version.
     *
     * @throws StorageException as {@link #connect} does
     */
    public static String version(PostgreSqlSettings settings) {
        try (PostgreSql server = connect(settings)) {
            return server.read(
                    "asking for the version",
                    connection -> connection.getMetaData().getDatabaseProductVersion());
        }
    }

    public PostgreSqlSettings settings() {
        return settings;
    }

    /** Reads. */
    public <T extends @Nullable Object> T read(String purpose, Work<T> work) {
        try {
            return inTransaction(work);
        } catch (SQLException e) {
            throw PostgreSqlErrors.whileReading(purpose, e);
        }
    }

    /** Writes. */
    public <T extends @Nullable Object> T write(String purpose, Work<T> work) {
        try {
            return writing(work);
        } catch (SQLException e) {
            throw PostgreSqlErrors.whileWriting(purpose, e);
        }
    }

    /** Runs procedures that commit what they did themselves, or takes locks that outlive transactions, by a connection that is in none. */
    public <T extends @Nullable Object> T outsideOfTransactions(String purpose, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true); // undone by the pool
            return work.with(connection);
        } catch (SQLException e) {
            throw PostgreSqlErrors.whileWriting(purpose, e);
        }
    }

    /** Writes; for those who look at errors themselves. */
    <T extends @Nullable Object> T writing(Work<T> work) throws SQLException {
        return inTransaction(connection -> {
            limitAsWrites(connection);
            Statements.execute(connection, DURABLE);
            return work.with(connection);
        });
    }

    /** Of this transaction, for what storing waits for. */
    void limitAsWrites(Connection connection) throws SQLException {
        limitSilence(connection, settings.writeTimeout());
        Statements.execute(
                connection,
                "SET LOCAL statement_timeout = " + settings.writeTimeout().toMillis());
    }

    /** Lets the statements of this transaction take as long as they need. */
    public static void unlimited(Connection connection) throws SQLException {
        Statements.execute(connection, "SET LOCAL statement_timeout = 0");
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    /**
     * Gives a connection up that says nothing for so long: the server, or what is between, has gone without a word, of which a connection that waits would not hear for hours. The pool undoes it.
     *
     * @param limit after which the server itself ends a statement
     */
    static void limitSilence(Connection connection, Duration limit) throws SQLException {
        long millis = limit.plus(SLACK).toMillis();
        connection.setNetworkTimeout(Runnable::run, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    /** Closed connections are opened no more. */
    public boolean isOpen() {
        return !pool.isClosed();
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            boolean done = false;
            try {
                limitSilence(connection, SILENCE);
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(connection);
                }
            }
        }
    }

    @SuppressWarnings("EmptyCatch") // what cannot be rolled back is gone with its connection, and why has been told
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ignored) {
        }
    }

    private void requireVersion() {
        try (Connection connection = pool.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < LEAST_MAJOR_VERSION) {
                close();
                throw new StorageException(
                        Category.UNAVAILABLE,
                        settings + " is PostgreSQL " + version + ", expected " + LEAST_MAJOR_VERSION
                                + " or later; upgrade the server, or choose another store",
                        null);
            }
        } catch (SQLException e) {
            close();
            throw PostgreSqlErrors.whileReading("asking " + settings + " for its version", e);
        }
    }

    /** Statements are prepared by no name, so that each is planned for its values; and poolers between do not mind. */
    private static HikariConfig pool(PostgreSqlSettings settings) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(settings.url());
        server.setUser(settings.username());
        server.setPassword(settings.password());
        server.setApplicationName("tidemark");
        server.setCurrentSchema(searchPath(settings));
        server.setPrepareThreshold(0);
        server.setTcpKeepAlive(true);
        server.setConnectTimeout(CONNECT_SECONDS);
        server.setSslResponseTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS)); // a busy server needs it whole
        HikariConfig config = new HikariConfig();
        config.setDataSource(server);
        config.setPoolName("tidemark-postgresql");
        config.setAutoCommit(false);
        config.setMaximumPoolSize(settings.concurrentReads() + OTHERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
        return config;
    }

    /** Extensions are most often in {@code public}. */
    private static String searchPath(PostgreSqlSettings settings) {
        return settings.schema().equals("public") ? "public" : settings.schema() + ",public";
    }

    /**
     * Makes the schema where it is missing. To be done in the transaction of the migration, alone: many processes may start at once.
     */
    public void createSchema(Connection connection) throws SQLException {
        Statements.execute(
                connection, "SELECT pg_advisory_xact_lock(" + new AdvisoryLocks(settings.schema()).migration() + ")");
        Fragment found =
                Fragment.of("SELECT count(*) FROM pg_namespace WHERE nspname = {}", Fragment.value(settings.schema()));
        if (Statements.rows(connection, found, row -> row.getLong(1)).getFirst() == 0) {
            Statements.execute(connection, "CREATE SCHEMA " + PostgreSqlDialect.quoted(settings.schema()));
        }
    }

    /** Something done in a transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }
}
