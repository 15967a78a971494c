package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupReconciliation;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.RepeatedWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rollups of a store that follow its events: reconciled with what is wanted when the store is opened, then brought up by a thread of their own, and dropped once replaced. Any number of processes may
 * do so at once; each step is done by one of them.
 */
public final class FollowingRollups implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FollowingRollups.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PostgreSql server;
    private final Dialect dialect;
    private final Placement placement;
    private final Sketches sketches;
    private final KeptRollups<FollowingRollup> rollups = new KeptRollups<>();
    private final Roller roller;
    private final RepeatedWork work = new RepeatedWork("tidemark-postgresql-rollups");

    public FollowingRollups(
            PostgreSql server, Dialect dialect, Placement placement, Sketches sketches, Steadiness steadiness) {
        this.server = server;
        this.dialect = dialect;
        this.placement = placement;
        this.sketches = sketches;
        this.roller = new Roller(server, rollups, steadiness);
    }

    /**
     * Brings the tables to what is wanted, in the transaction of the schema.
     *
     * @param wanted the preferred first
     * @param since of the time before this, events may have been deleted
     */
    public void reconcile(List<RollupDefinition> wanted, Instant since, Connection connection) throws SQLException {
        RollupCatalog catalog = new RollupCatalog(connection, dialect, placement, sketches, since);
        rollups.keep(new RollupReconciliation<>(catalog).keepOnly(wanted));
    }

    /** How the names of the tables of a rollup begin that is kept under this name; empty if there is none. */
    public Optional<String> tablesName(String name) {
        return rollups.all().stream()
                .filter(rollup ->
                        rollup.isWanted() && rollup.definition().name().equals(name))
                .map(FollowingRollup::tablesName)
                .findFirst();
    }

    /** Those that are kept at the moment. */
    public KeptRollups<?> kept() {
        return rollups;
    }

    public void start() {
        work.every(PAUSE, "bringing up of rollups", this::follow);
    }

    /** Brings everything up now, and drops what is not needed any more. */
    public synchronized void follow() {
        roller.rollUp();
        for (FollowingRollup replaced : rollups.unused()) {
            server.write("dropping " + replaced.tablesName(), connection -> {
                new RollupCatalog(connection, dialect, placement, sketches, Instant.EPOCH).drop(replaced.tablesName());
                return replaced;
            });
            rollups.forget(replaced);
            LOG.log(
                    Level.INFO,
                    "rollup {0} answers by its new definition; the tables of the old one are dropped",
                    replaced.definition().name());
        }
    }

    /** Ends the work, waiting for the step under way. */
    @Override
    public void close() {
        roller.stop();
        work.close();
    }
}
