package dev.tidemark.storage.citus;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.SqlAggregateReader;
import dev.tidemark.storage.sql.SqlBehaviorReader;
import dev.tidemark.storage.sql.SqlStoredEvents;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventIds;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter;
import dev.tidemark.storage.sql.postgresql.PostgreSqlReads;
import dev.tidemark.storage.sql.postgresql.RepeatedWork;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.rollup.ActivitySketches;
import dev.tidemark.storage.sql.postgresql.rollup.FollowingRollups;
import dev.tidemark.storage.sql.postgresql.rollup.RealTimeRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A store in a schema of a PostgreSQL database, spread over the workers of a cluster where Citus is there. */
public final class CitusStorage implements Storage {

    private static final Duration AGEING = Duration.ofHours(1);

    private static final String VERSION = """
            SELECT 'PostgreSQL ' || current_setting('server_version')
              || coalesce((SELECT ' with Citus ' || extversion FROM pg_extension WHERE extname = 'citus'), '')""";

    private final PostgreSql server;
    private final FollowingRollups following;
    private final KeptRollups<?> rollups;
    private final PostgreSqlReads reads;
    private final KeptSince keptSince;
    private final Rewriting rewriting;
    private final Expiry expiry;
    private final Archive archive;
    private final RepeatedWork ageing = new RepeatedWork("tidemark-postgresql-ageing");
    private final CitusFigures figures;
    private final EventWriter eventWriter;
    private final EventIds eventIds;
    private final AggregateReader aggregateReader;
    private final BehaviorReader behaviorReader;
    private final StoredEvents storedEvents;

    private CitusStorage(CitusSettings settings, PostgreSql server, List<RollupDefinition> wanted) {
        Dialect dialect = new PostgreSqlDialect(new RealTimeRows());
        EventsTable events = new EventsTable(dialect);
        Distribution distribution = new Distribution(settings.shards());
        this.server = server;
        this.following = new FollowingRollups(server, dialect, distribution, new ActivitySketches(), distribution);
        this.rollups = following.kept();
        this.keptSince = new CitusSchema(server, events, distribution, following).migrate(wanted, settings.retention());
        Partitions partitions = new Partitions(server);
        this.rewriting = new Rewriting(server, distribution, events, Archive.COLUMNAR);
        this.expiry = new Expiry(server, partitions, rewriting, settings.retention(), InstantSource.system());
        this.archive = new Archive(server, rewriting, settings.retention(), InstantSource.system());
        this.eventWriter = new PostgreSqlEventWriter(server, events, batch -> {
            keptSince.requireRecognisable(batch);
            partitions.prepare(batch);
        });
        this.eventIds = new PostgreSqlEventIds(server);
        this.reads = new PostgreSqlReads(server, "");
        this.figures = new CitusFigures(server, distribution, rollups, reads);
        this.aggregateReader = new SqlAggregateReader(reads, rollups, EventsTable.NAME, dialect);
        this.behaviorReader = new SqlBehaviorReader(reads, rollups, EventsTable.NAME, dialect);
        this.storedEvents = new SqlStoredEvents(reads, EventsTable.NAME, dialect);
    }

    /**
     * Opens the store, creating or migrating its schema. A rollup that is new is filled in the background from the stored events; so is one whose definition has changed, while the old definition
     * goes on answering; one that is not among these is dropped.
     *
     * @param rollups to keep, the preferred first
     * @throws dev.tidemark.domain.storage.StorageException if the server cannot be reached, or the schema is not what this version expects
     */
    public static CitusStorage open(CitusSettings settings, List<RollupDefinition> rollups) {
        CitusStorage storage = prepare(settings, rollups);
        storage.following.start();
        storage.ageing.every(AGEING, "deletion of old events", storage.expiry::deleteOld);
        storage.ageing.every(AGEING, "archiving of old events", storage.archive::archiveOld);
        return storage;
    }

    /** The open store, before anything is done in the background. */
    static CitusStorage prepare(CitusSettings settings, List<RollupDefinition> rollups) {
        PostgreSql server = PostgreSql.connect(settings.server());
        try {
            return new CitusStorage(settings, server, rollups);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Asks the server for its version and that of Citus, and nothing of a store.
     *
     * @throws dev.tidemark.domain.storage.StorageException if it cannot be reached or does not know the user
     */
    public static String serverVersion(CitusSettings settings) {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            return server.read("asking for the version", connection -> Statements.rows(
                            connection, VERSION, row -> row.getString(1))
                    .getFirst());
        }
    }

    @Override
    public String name() {
        return "citus";
    }

    @Override
    public EventWriter eventWriter() {
        return eventWriter;
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        return WriteSession.shared(this, claim);
    }

    @Override
    public EventIds eventIds() {
        return eventIds;
    }

    @Override
    public AggregateReader aggregateReader() {
        return aggregateReader;
    }

    @Override
    public BehaviorReader behaviorReader() {
        return behaviorReader;
    }

    @Override
    public StoredEvents storedEvents() {
        return storedEvents;
    }

    @Override
    public List<RollupCoverage> rollups() {
        return rollups.coverage();
    }

    @Override
    public Optional<Instant> keptSince() {
        return keptSince.get();
    }

    @Override
    public void check() {
        server.read(
                "checking the store in PostgreSQL",
                connection ->
                        Statements.rows(connection, "SELECT max(version) FROM schema_version", row -> row.getInt(1)));
    }

    @Override
    public StorageFigures figures() {
        return figures.read();
    }

    @Override
    public synchronized void close() {
        if (server.isOpen()) {
            ageing.close(rewriting::stop);
            following.close();
            reads.close();
            server.close();
        }
    }

    Expiry expiry() {
        return expiry;
    }

    Archive archive() {
        return archive;
    }

    FollowingRollups following() {
        return following;
    }
}
