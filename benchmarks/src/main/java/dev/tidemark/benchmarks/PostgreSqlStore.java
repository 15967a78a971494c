package dev.tidemark.benchmarks;

import dev.tidemark.testkit.engine.PostgreSqlAddress;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PSQLState;

/** A PostgreSQL with TimescaleDB, with Citus or with neither: the one that the environment names to tests, else an engine of our own on the same machine. */
final class PostgreSqlStore implements StoreUnderTest {

    private static final String SCHEMA = "benchmark";
    private static final int ATTEMPTS = 5;

    private final Extension extension;
    private final String address;
    private final Connection connection;
    private final long bytesBefore;

    private PostgreSqlStore(Extension extension, URI server) {
        this.extension = extension;
        this.address = server + (server.getQuery() == null ? "?" : "&") + "currentSchema=" + SCHEMA;
        try {
            this.connection = connect(server);
            execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            this.bytesBefore = number(extension.databaseSize());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + server, e);
        }
    }

    /** On the full edition where the environment names one. */
    static PostgreSqlStore timescale() {
        TimescaleEdition edition = TimescaleEdition.ofServers();
        Extension extension = edition == TimescaleEdition.FULL ? Extension.TIMESCALE : Extension.TIMESCALE_APACHE;
        return new PostgreSqlStore(extension, URI.create(edition.url()));
    }

    /** With Citus where the server that is named has it. */
    static PostgreSqlStore citus() {
        URI server = PostgreSqlAddress.citus().url();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet citus = statement.executeQuery("SELECT 1 FROM pg_extension WHERE extname = 'citus'")) {
            return new PostgreSqlStore(citus.next() ? Extension.CITUS : Extension.NONE, server);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + server, e);
        }
    }

    private static Connection connect(URI server) throws SQLException {
        String[] user =
                Optional.ofNullable(server.getUserInfo()).orElse("postgres").split(":", 2);
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath(),
                user[0],
                user.length > 1 ? user[1] : "");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + SCHEMA + ", public");
        }
        return connection;
    }

    @Override
    public String name() {
        return extension.store();
    }

    @Override
    public String title() {
        return extension.title();
    }

    @Override
    public Map<String, String> settings(boolean small) {
        return Map.of(
                "TIDEMARK_STORAGE_TYPE",
                extension.store(),
                "TIDEMARK_STORAGE_URL",
                address,
                "TIDEMARK_BATCH_EVENTS",
                "10000");
    }

    @Override
    public String described(boolean small) {
        return "TIDEMARK_STORAGE_TYPE=" + extension.store() + " TIDEMARK_BATCH_EVENTS=10000, on PostgreSQL "
                + text("SHOW server_version")
                + extension.version().map(query -> " with " + text(query)).orElse("") + " (fsync " + text("SHOW fsync")
                + ", shared_buffers " + text("SHOW shared_buffers") + ") beside it";
    }

    /** Binary {@code COPY} of rows that the server has stored before into an empty table with the same columns and indexes, placed in the same way. */
    @Override
    public double ownLoadPerSecond(Path folder, long events) throws IOException {
        try {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copy.copyOut("COPY (SELECT * FROM events LIMIT " + events + ") TO STDOUT (FORMAT binary)", rows);
            for (String statement : extension.emptyTable()) {
                execute(statement);
            }
            long started = System.nanoTime();
            long copied = copy.copyIn(
                    "COPY own_load FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows.toByteArray()));
            double seconds = (System.nanoTime() - started) / 1e9;
            execute("DROP TABLE own_load");
            return copied / seconds;
        } catch (SQLException e) {
            throw new IOException("the engine's own load failed", e);
        }
    }

    @Override
    public long storedBytes(Path data) {
        return number(extension.databaseSize()) - bytesBefore;
    }

    @Override
    public Optional<String> archive() {
        extension.archive().ifPresent(this::run);
        return extension.archive();
    }

    /** Waits for the rollups, too, which follow the events. */
    @Override
    public void age() throws InterruptedException {
        while (number(extension.behind()) > 0) {
            Thread.sleep(5_000);
        }
        extension.age().ifPresent(this::run);
    }

    /** Once more where it and what the server does by itself have waited for each other. */
    private void run(String statement) {
        for (int attempt = 1; ; attempt++) {
            try {
                execute(statement);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS
                        || !PSQLState.DEADLOCK_DETECTED.getState().equals(e.getSQLState())) {
                    throw new IllegalStateException(statement, e);
                }
            }
        }
    }

    @Override
    public void addSections(StringBuilder page) {}

    private long number(String query) {
        return Long.parseLong(text(query));
    }

    private String text(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (connection) {
            execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
