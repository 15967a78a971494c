package dev.tidemark.storage.embedded;

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
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.SqlAggregateReader;
import dev.tidemark.storage.sql.SqlBehaviorReader;
import dev.tidemark.storage.sql.SqlStoredEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store in a file of this machine, by the DuckDB engine within this process. No other process can open it meanwhile. */
public final class EmbeddedStorage implements Storage {

    /** Longer than between the questions of one page. */
    private static final Duration THREADS_KEPT = Duration.ofSeconds(2);

    private final KeptRollups<EmbeddedRollup> rollups = new KeptRollups<>();
    private final Database database;
    private final Deadlines deadlines = new Deadlines();
    private final EngineThreads threads;
    private final Compaction compaction;
    private final RollupFill fill;
    private final RollupRemoval removal;
    private final Maintenance maintenance;
    private final EmbeddedFigures figures;
    private final EventWriter eventWriter;
    private final EventIds eventIds;
    private final AggregateReader aggregateReader;
    private final BehaviorReader behaviorReader;
    private final StoredEvents storedEvents;

    private EmbeddedStorage(EmbeddedSettings settings, Optional<List<RollupDefinition>> wanted, Clock clock) {
        EmbeddedDialect dialect = new EmbeddedDialect();
        EventsTable events = new EventsTable(dialect);
        KeysFunction keys = new KeysFunction();
        this.threads = new EngineThreads(settings.threads(), THREADS_KEPT);
        this.database = new Database(settings, connection -> {
            threads.opened();
            rollups.keep(new EmbeddedSchema(events, wanted, dialect).migrate(connection));
            keys.register(connection);
            events.function().register(connection);
            for (EmbeddedRollup rollup : rollups.all()) {
                rollup.writer().register(connection);
            }
        });
        this.compaction = new Compaction(database, rollups::tables, dialect);
        this.fill = new RollupFill(database, rollups, dialect);
        EmbeddedEventWriter writer = new EmbeddedEventWriter(
                database, events, this::rollupWriters, stored -> compaction.appended(stored, clock.instant()));
        this.removal = new RollupRemoval(database, rollups, dialect, writer);
        this.maintenance = new Maintenance(
                database, threads, new Checkpoints(database, settings), compaction, fill, removal, clock);
        this.eventWriter = writer;
        this.eventIds = new EmbeddedEventIds(database, keys);
        Reads reads = new Reads(database, deadlines, threads, settings.concurrentReads());
        this.figures = new EmbeddedFigures(database, settings, rollups, reads);
        this.aggregateReader = new SqlAggregateReader(reads, rollups, EventsTable.NAME, dialect);
        this.behaviorReader = new SqlBehaviorReader(reads, rollups, EventsTable.NAME, dialect);
        this.storedEvents = new SqlStoredEvents(reads, EventsTable.NAME, dialect);
    }

    /**
     * Opens the store, creating or migrating its schema. A rollup that is new is filled in the background from the stored events; so
     * is one whose definition has changed, while the old definition goes on answering; one that is not among these is dropped.
     *
     * @param rollups to keep, the preferred first
     * @throws dev.tidemark.domain.storage.StorageException if the directory or the file cannot be used, or the schema is not what
     *     this version expects
     */
    public static EmbeddedStorage open(EmbeddedSettings settings, List<RollupDefinition> rollups, Clock clock) {
        EmbeddedStorage storage = prepare(settings, Optional.of(List.copyOf(rollups)), clock);
        storage.maintenance.start();
        return storage;
    }

    /** Opens the store to look at it, with the rollups it has. Nothing is done in the background, and no events are to be written. */
    public static EmbeddedStorage inspect(EmbeddedSettings settings, Clock clock) {
        return prepare(settings, Optional.empty(), clock);
    }

    /** The open store, before anything is done in the background. */
    static EmbeddedStorage prepare(EmbeddedSettings settings, Optional<List<RollupDefinition>> rollups, Clock clock) {
        NativeLibrary.load();
        return new EmbeddedStorage(settings, rollups, clock);
    }

    @Override
    public String name() {
        return "embedded";
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
    public void check() {
        database.read("checking the embedded store", connection -> EmbeddedFigures.count(connection, "schema_version"));
    }

    @Override
    public StorageFigures figures() {
        return figures.read();
    }

    @Override
    public synchronized void close() {
        if (database.isOpen()) {
            maintenance.close();
            deadlines.close();
            database.close();
        }
    }

    Compaction compaction() {
        return compaction;
    }

    Database database() {
        return database;
    }

    RollupFill fill() {
        return fill;
    }

    RollupRemoval removal() {
        return removal;
    }

    KeptRollups<EmbeddedRollup> keptRollups() {
        return rollups;
    }

    private List<RollupWriter> rollupWriters() {
        return rollups.all().stream().map(EmbeddedRollup::writer).toList();
    }
}
