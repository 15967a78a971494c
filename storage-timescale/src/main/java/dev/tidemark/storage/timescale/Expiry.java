package dev.tidemark.storage.timescale;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes events that are older than they are kept, chunk by chunk, once rollups hold them. First the limit moves, and from then on older events are refused; so a rollup is never made again from what is left of a
 * day.
 */
final class Expiry implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Expiry.class.getName());

    /** An event that was accepted at its last moment may wait in the log. */
    private static final Duration GRACE = Duration.ofDays(7);

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final String SELECT_LIMIT = """
            SELECT date_trunc('day', now() - {} * interval '1 day', 'UTC')""";

    private static final String ADVANCE = """
            UPDATE horizon
            SET kept_since = greatest(kept_since, {})""";

    /** What is sent again may have another timestamp than before. So what stands near the limit stays, for whoever looks whether an event is there that is taken still. */
    private static final String DROP_CHUNKS = """
            SELECT drop_chunks('events', older_than => {})""";

    private final PostgreSql server;
    private final Rollups rollups;
    private final Optional<Duration> deleteAfter;
    private final AdvisoryLocks locks;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tidemark-timescale-expiry").factory());
    private volatile Instant keptSince;

    Expiry(PostgreSql server, Rollups rollups, Optional<Duration> deleteAfter) {
        this.server = server;
        this.rollups = rollups;
        this.deleteAfter = deleteAfter;
        this.locks = new AdvisoryLocks(server.settings().schema());
        this.keptSince =
                server.read("reading since when events are kept", Horizon::read).keptSince();
    }

    /** Since when every event is there that was stored; empty where none was ever deleted. */
    Optional<Instant> keptSince() {
        return Optional.of(keptSince).filter(Instant.EPOCH::isBefore);
    }

    void start() {
        if (deleteAfter.isPresent()) {
            Future<?> _ = thread.scheduleWithFixedDelay(this::attempt, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void attempt() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "deleting old events failed; it is tried again", e);
        }
    }

    /** Deletes what is to be deleted by now. */
    void run() {
        if (deleteAfter.isPresent() && advance(deleteAfter.get())) {
            server.write(
                    "deleting old events",
                    connection -> Statements.rows(
                            connection,
                            Fragment.of(DROP_CHUNKS, Horizon.moment(keptSince.minus(EventKey.WINDOW))),
                            row -> row.getString(1)));
        }
    }

    /** Moves the limit, unless a rollup still needs events before it. */
    private boolean advance(Duration age) {
        try {
            return server.write("waiting for batches to be written", connection -> {
                Statements.execute(
                        connection,
                        "SET LOCAL lock_timeout = '3s'; SELECT pg_advisory_xact_lock(" + locks.batches() + ")");
                return advance(limit(age, connection), connection);
            });
        } catch (StorageException e) {
            if (e.category() == Category.OVERLOADED) {
                return false;
            }
            throw e;
        }
    }

    private static Instant limit(Duration age, Connection connection) throws SQLException {
        Fragment select =
                Fragment.of(SELECT_LIMIT, Fragment.value(age.plus(GRACE).toDays()));
        return Statements.rows(connection, select, row -> Horizon.instant(row, 1))
                .getFirst();
    }

    private boolean advance(Instant limit, Connection connection) throws SQLException {
        if (!rollups.holdAllBefore(limit, connection)) {
            return false;
        }
        Statements.update(connection, Fragment.of(ADVANCE, Horizon.moment(limit)));
        keptSince = Horizon.read(connection).keptSince();
        return true;
    }

    /** Ends the work, waiting for the step under way. */
    @Override
    public void close() {
        thread.close();
    }
}
