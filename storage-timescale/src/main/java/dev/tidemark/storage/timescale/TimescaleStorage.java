package dev.tidemark.storage.timescale;

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
import dev.tidemark.storage.sql.SqlAggregateReader;
import dev.tidemark.storage.sql.SqlBehaviorReader;
import dev.tidemark.storage.sql.SqlStoredEvents;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventIds;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter;
import dev.tidemark.storage.sql.postgresql.PostgreSqlReads;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store in a TimescaleDB of either edition. Any number of processes may have it open. */
public final class TimescaleStorage implements Storage {

    private final PostgreSql server;
    private final Rollups rollups;
    private final Expiry expiry;
    private final PostgreSqlReads reads;
    private final EventWriter eventWriter;
    private final EventIds eventIds;
    private final AggregateReader aggregateReader;
    private final BehaviorReader behaviorReader;
    private final StoredEvents storedEvents;

    private TimescaleStorage(
            PostgreSql server, TimescaleSettings settings, Edition edition, List<RollupDefinition> wanted) {
        this.server = server;
        this.rollups =
                edition == Edition.FULL ? new ContinuousAggregates(server, settings) : new FollowedTables(server);
        Dialect dialect = rollups.dialect();
        EventsTable events = new EventsTable(dialect);
        new TimescaleSchema(server, settings).migrate(new Hypertable(events, settings, edition), rollups, wanted);
        this.expiry = new Expiry(server, rollups, settings.deleteAfter());
        this.reads = new PostgreSqlReads(server, "");
        this.eventWriter = new PostgreSqlEventWriter(server, events, rollups.ofBatches());
        this.eventIds = new PostgreSqlEventIds(server);
        this.aggregateReader =
                rollups.complete(new SqlAggregateReader(reads, rollups.kept(), EventsTable.NAME, dialect));
        this.behaviorReader = rollups.complete(new SqlBehaviorReader(reads, rollups.kept(), EventsTable.NAME, dialect));
        this.storedEvents = new SqlStoredEvents(reads, EventsTable.NAME, dialect);
    }

    /**
     * Opens the store, creating or migrating its schema. A rollup that is new is filled in the background from the stored events; so is one whose definition has changed, while the old
     * definition goes on answering; one that is not among these is dropped.
     *
     * @param rollups to keep, the preferred first
     * @throws dev.tidemark.domain.storage.StorageException if the server cannot be reached, or the schema is not what this version expects
     */
    public static TimescaleStorage open(TimescaleSettings settings, List<RollupDefinition> rollups) {
        TimescaleStorage storage = prepare(settings, rollups);
        storage.rollups.start();
        storage.expiry.start();
        return storage;
    }

    /** The open store, before anything is done in the background. */
    static TimescaleStorage prepare(TimescaleSettings settings, List<RollupDefinition> rollups) {
        return prepare(settings, rollups, TimescaleSchema::edition);
    }

    /** The same, by what an edition has, whatever the licence allows. */
    static TimescaleStorage prepare(
            TimescaleSettings settings, List<RollupDefinition> rollups, Function<TimescaleSchema, Edition> edition) {
        PostgreSql server = PostgreSql.connect(settings.server());
        try {
            return new TimescaleStorage(
                    server, settings, edition.apply(new TimescaleSchema(server, settings)), List.copyOf(rollups));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "timescale";
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
        return rollups.kept().coverage();
    }

    @Override
    public Optional<Instant> keptSince() {
        return expiry.keptSince();
    }

    @Override
    public void check() {
        server.read("checking the server", connection -> Statements.rows(connection, "SELECT 1", row -> row.getInt(1)));
    }

    @Override
    public StorageFigures figures() {
        return TimescaleFigures.read(server, rollups.kept(), reads.running());
    }

    Rollups keptRollups() {
        return rollups;
    }

    Expiry expiry() {
        return expiry;
    }

    @Override
    public synchronized void close() {
        if (server.isOpen()) {
            expiry.close();
            rollups.close();
            reads.close();
            server.close();
        }
    }
}
