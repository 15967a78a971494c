package dev.tidemark.storage.embedded;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.duckdb.DuckDBConnection;

/**
 * The engine's own threads, which are there while questions are asked, and not for storing alone. Where there is one, the engine gives
 * it what a statement has to do, however little, and whoever waits for the statement takes and releases locks without pause
 * meanwhile: that costs a fourth of all processor time of a server that stores small batches.
 */
final class EngineThreads {

    /** The thread that runs a statement, and no other. */
    static final int FOR_STORING = 1;

    private final int forQuestions;
    private final Duration kept;
    private boolean called;
    private int questions;
    private long lastEnded = System.nanoTime();

    /**
     * @param forQuestions how many threads a question may use, its own included
     * @param kept for how long after a question
     */
    EngineThreads(int forQuestions, Duration kept) {
        this.forQuestions = forQuestions;
        this.kept = kept;
    }

    /** The database was opened anew; it has no threads but those that run statements. */
    synchronized void opened() {
        called = false;
    }

    /** Has them at hand for a question that is about to be asked; {@link #release} is to follow. */
    synchronized void call(DuckDBConnection connection) throws SQLException {
        if (!called) {
            set(forQuestions, connection);
        }
        called = true;
        questions++;
    }

    synchronized void release() {
        questions--;
        lastEnded = System.nanoTime();
    }

    /** Whether nobody has asked for a while. */
    synchronized boolean areIdle() {
        return called && questions == 0 && System.nanoTime() - lastEnded >= kept.toNanos();
    }

    /** Sends them away if nobody has asked meanwhile. */
    synchronized boolean dismiss(DuckDBConnection connection) throws SQLException {
        if (areIdle()) {
            set(FOR_STORING, connection);
            called = false;
        }
        return !called;
    }

    private static void set(int threads, DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
        }
    }
}
