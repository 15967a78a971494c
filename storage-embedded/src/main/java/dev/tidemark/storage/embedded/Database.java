package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The open database file. Hands out connections, and opens the file anew after the engine gave it up, as it does when the disk is
 * full during a checkpoint: what was committed is in the write-ahead log and comes back.
 */
final class Database implements AutoCloseable {

    /** Never reached: the log is folded in by {@link Checkpoints}, which looks at the disk first. */
    private static final String NO_AUTOMATIC_CHECKPOINT = "1TB";

    private final EmbeddedSettings settings;
    private final Preparation preparation;

    /** Held shared while connections are used, exclusively while the file is opened or closed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final Set<DuckDBConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable DuckDBConnection root;
    private volatile boolean closed;

    /** @param preparation what every newly opened database needs before it is used */
    Database(EmbeddedSettings settings, Preparation preparation) {
        this.settings = settings;
        this.preparation = preparation;
        reopen();
    }

    /** Reads with a connection of its own, closed afterwards. */
    <T extends @Nullable Object> T read(String purpose, Work<T> work) {
        return use(() -> {
            try {
                DuckDBConnection connection = connect();
                try {
                    return work.with(connection);
                } finally {
                    release(connection);
                }
            } catch (SQLException e) {
                noteIfFatal(e);
                throw EmbeddedErrors.whileReading(purpose, e);
            }
        });
    }

    /** Runs something that uses connections from {@link #connect}; meanwhile the database is not opened anew. */
    <T extends @Nullable Object> T use(Supplier<T> action) {
        requireOpen();
        if (root == null) {
            reopen();
        }
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A new connection. It is closed under its user where the database must be opened anew. */
    DuckDBConnection connect() throws SQLException {
        DuckDBConnection current = root;
        if (current == null) {
            throw new SQLException("Connection Error: the database was given up and is not open again yet");
        }
        DuckDBConnection connection = current.duplicate();
        connections.add(connection);
        return connection;
    }

    void release(DuckDBConnection connection) {
        connections.remove(connection);
        closeQuietly(connection);
    }

    boolean isOpen() {
        return !closed;
    }

    /** Has the database opened anew before its next use if the engine gave it up. */
    void noteIfFatal(SQLException error) {
        if (EmbeddedErrors.isFatal(error)) {
            root = null;
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            closeAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void reopen() {
        lock.writeLock().lock();
        try {
            requireOpen();
            if (root == null) {
                closeAll();
                root = open();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private DuckDBConnection open() {
        try {
            Files.createDirectories(settings.directory());
            DuckDBConnection connection = (DuckDBConnection)
                    DriverManager.getConnection("jdbc:duckdb:" + settings.file().toAbsolutePath(), properties());
            connections.add(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA disable_checkpoint_on_shutdown");
            }
            preparation.prepare(connection);
            return connection;
        } catch (IOException e) {
            throw new StorageException(
                    Category.UNAVAILABLE,
                    "the data directory " + settings.directory() + " cannot be created: " + e.getMessage()
                            + "; name one that this user may write to",
                    e);
        } catch (SQLException e) {
            closeAll();
            throw EmbeddedErrors.whileReading("opening " + settings.file(), e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memoryBytes() / 1024 + "KiB");
        properties.setProperty("threads", Integer.toString(EngineThreads.FOR_STORING));
        properties.setProperty(
                "temp_directory", settings.spillDirectory().toAbsolutePath().toString());
        properties.setProperty("max_temp_directory_size", settings.spillBytes() / 1024 + "KiB");
        properties.setProperty("checkpoint_threshold", NO_AUTOMATIC_CHECKPOINT);
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("preserve_insertion_order", "true");
        return properties;
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException(Category.UNAVAILABLE, "the embedded store is closed", null);
        }
    }

    private void closeAll() {
        connections.forEach(Database::closeQuietly);
        connections.clear();
        root = null;
    }

    @SuppressWarnings("EmptyCatch") // a connection that cannot be closed belongs to a database that is gone
    private static void closeQuietly(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
        }
    }

    /** Something done with a connection. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T with(DuckDBConnection connection) throws SQLException;
    }

    /** Registers functions with a database. */
    @FunctionalInterface
    interface Preparation {
        void prepare(DuckDBConnection connection) throws SQLException;
    }
}
