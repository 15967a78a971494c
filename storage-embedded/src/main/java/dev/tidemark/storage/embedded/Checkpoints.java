package dev.tidemark.storage.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;

/**
 * Folds the write-ahead log into the database file once it is large enough; earlier where the disk is short of room.
 *
 * <p>The engine would do so by itself within a commit; but if the disk is full then, it gives up the whole database. So the disk is
 * looked at first, and without room the log just grows: then a commit fails, cleanly, and can be tried again.
 */
final class Checkpoints {

    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    /**
     * Beyond the size of the log: partly filled blocks, and what else is written meanwhile. The log's size itself is what opening
     * needs after a crash during a checkpoint, when the engine first copies the logs of before and since into one.
     */
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private static final long LEAST_LOG = 1024 * 1024;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final Database database;
    private final EmbeddedSettings settings;
    private boolean warned;
    private long pausedUntil = System.nanoTime();

    Checkpoints(Database database, EmbeddedSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Folds the log in if it has reached the size that the settings name, or a quarter of the room left. */
    void whereDue() {
        long logged = size(settings.writeAheadLog());
        long due = Math.clamp(usable() / 4, LEAST_LOG, settings.checkpointBytes());
        if (logged >= due && System.nanoTime() - pausedUntil >= 0) {
            now(logged);
        }
    }

    /** Folds the log in if there is one and the disk has room. */
    void now() {
        long logged = size(settings.writeAheadLog());
        if (logged > 0) {
            now(logged);
        }
    }

    /** Whether the disk has room for work that can wait. */
    boolean hasRoom() {
        return hasRoom(size(settings.writeAheadLog()));
    }

    private void now(long logged) {
        if (!hasRoom(logged)) {
            return;
        }
        pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        database.read("writing a checkpoint", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT");
            }
        });
        pausedUntil = System.nanoTime();
    }

    private boolean hasRoom(long logged) {
        long needed = logged + SPARE_BYTES;
        long usable = usable();
        if (usable < needed && !warned) {
            LOG.log(
                    Level.WARNING,
                    "the disk of {0} has {1} bytes free, expected {2} for a checkpoint; free some, or writing will stop",
                    settings.directory(),
                    usable,
                    needed);
        }
        warned = usable < needed;
        return usable >= needed;
    }

    private long usable() {
        return settings.directory().toFile().getUsableSpace();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // replaced this very moment by a checkpoint
        }
    }
}
