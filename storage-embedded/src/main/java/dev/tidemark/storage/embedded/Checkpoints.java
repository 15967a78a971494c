package dev.tidemark.storage.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;

/**
 * Folds the write-ahead log into the database file once it is large enough.
 *
 * <p>The engine would do so by itself within a commit; but if the disk is full then, it gives up the whole database. So the disk is
 * looked at first, and without room the log just grows: then a commit fails, cleanly, and can be tried again.
 */
final class Checkpoints {

    private static final Logger LOG = System.getLogger(Checkpoints.class.getName());

    /** Beyond the size of the log: partly filled blocks, and what else is written meanwhile. */
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private final Database database;
    private final EmbeddedSettings settings;
    private boolean warned;

    Checkpoints(Database database, EmbeddedSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Folds the log in if it has reached the size that the settings name. */
    void whereDue() {
        long logged = size(settings.writeAheadLog());
        if (logged >= settings.checkpointBytes()) {
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

    private void now(long logged) {
        if (!hasRoom(logged)) {
            return;
        }
        database.read("writing a checkpoint", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT");
            }
        });
    }

    private boolean hasRoom(long logged) {
        long needed = logged + SPARE_BYTES;
        long usable = settings.directory().toFile().getUsableSpace();
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

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // replaced this very moment by a checkpoint
        }
    }
}
