package dev.tidemark.storage.citus;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.citus.Partitions.Part;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps old events by columns, compressed, where the server has that: a part of the table once all its events are cold. Counted from the end of its month. */
final class Archive {

    /** The access method of Citus, which is there without Citus as well. */
    static final String COLUMNAR = "columnar";

    private static final Logger LOG = System.getLogger(Archive.class.getName());

    private static final String HAS_METHOD = """
            SELECT count(*)
            FROM pg_am
            WHERE amname = {}""";

    private static final Fragment NOTHING = Fragment.of("false");

    private final PostgreSql server;
    private final Rewriting rewriting;
    private final RetentionPolicy policy;
    private final InstantSource clock;
    private boolean toldOfMissing;

    Archive(PostgreSql server, Rewriting rewriting, RetentionPolicy policy, InstantSource clock) {
        this.server = server;
        this.rewriting = rewriting;
        this.policy = policy;
        this.clock = clock;
    }

    /** Archives what is due. */
    synchronized void archiveOld() {
        Lifetimes lifetimes = policy.standard();
        if (lifetimes.cold().compareTo(lifetimes.archive()) < 0 && isPossible()) {
            for (Part part : parts()) {
                if (!part.method().equals(rewriting.method()) && isCold(part.month(), lifetimes.cold())) {
                    archive(part.month());
                }
            }
        }
    }

    private boolean isPossible() {
        boolean possible = server.read(
                "looking for access methods",
                connection -> Statements.rows(
                                        connection,
                                        Fragment.of(HAS_METHOD, Fragment.value(rewriting.method())),
                                        row -> row.getLong(1))
                                .getFirst()
                        > 0);
        if (!possible && !toldOfMissing) {
            LOG.log(
                    Level.WARNING,
                    "the database has no access method {0}, so old events stay as they are; CREATE EXTENSION citus_columnar makes it where Citus is installed",
                    rewriting.method());
        }
        toldOfMissing = !possible;
        return possible;
    }

    private List<Part> parts() {
        return server.read("looking for parts of the table of events", Partitions::list);
    }

    private void archive(YearMonth month) {
        try {
            if (rewriting.rewrite(month, NOTHING)) {
                LOG.log(Level.INFO, "the events of {0} are old, and kept by columns from now on", month);
            }
        } catch (StorageException e) {
            if (!e.isRetryable()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "old events of {0} are archived another time", month, e);
        }
    }

    private boolean isCold(YearMonth month, Duration age) {
        return month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(age)
                .isBefore(clock.instant());
    }
}
