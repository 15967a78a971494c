package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.SqlAggregateReader;
import dev.tidemark.storage.sql.SqlBehaviorReader;
import dev.tidemark.storage.sql.SqlStoredEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A store in a database of a ClickHouse server, by its HTTP interface. */
public final class ClickHouseStorage implements Storage {

    private static final Logger LOG = System.getLogger(ClickHouseStorage.class.getName());

    private final Server server;
    private final KeptRollups<ClickHouseRollup> rollups;
    private final Deadlines deadlines;
    private final Maintenance maintenance;
    private final EventsTable events;
    private final ClickHouseDialect dialect;
    private final Completion completion;
    private final Fence fence;
    private final WriteSession session;
    private final AggregateReader aggregateReader;
    private final BehaviorReader behaviorReader;
    private final KeptSince keptSince;
    private final StoredEvents storedEvents;
    private boolean closed;

    private ClickHouseStorage(Server server, List<RollupDefinition> wanted) {
        this.dialect = new ClickHouseDialect();
        this.events = new EventsTable(dialect);
        RollupTables tables = new RollupTables(dialect, server.layout());
        RollupList list = new RollupList(server);
        this.completion = new Completion(server, tables);
        this.fence = new Fence(server);
        this.server = server;
        this.rollups = new KeptRollups<>();
        this.keptSince = new ClickHouseSchema(server, events).migrate();
        String writer = server.settings().writer();
        Passage passage = opener(writer, () -> list.tables(tables)).open();
        RollupCatalog catalog =
                new RollupCatalog(server, tables, list, dialect, passage.opening() << 32, keptSince.firstWholeDay());
        rollups.keep(catalog.reconcile(wanted));
        new Expiry(server).ensure(); // only now that nothing has to be completed from events that it deletes
        ClickHouseEventWriter eventWriter = writer(opener(writer, rollups::tables), passage, () -> {});
        this.session = session(eventWriter);
        this.deadlines = new Deadlines(server);
        Reads reads = new Reads(server, fence, deadlines);
        this.aggregateReader = new SqlAggregateReader(reads, rollups, EventsTable.NAME, dialect);
        this.behaviorReader = new SqlBehaviorReader(reads, rollups, EventsTable.NAME, dialect);
        this.storedEvents = new SqlStoredEvents(reads, EventsTable.NAME, dialect);
        this.maintenance = new Maintenance(
                new RollupFill(server, tables, list, rollups), new RollupRemoval(rollups, catalog, eventWriter));
        maintenance.start();
    }

    /**
     * Opens the store, creating or migrating its schema, and completes what this writer left unfinished. A rollup that is new is filled in the background from the
     * stored events; so is one whose definition has changed, while the old definition goes on answering; one that is not among these is dropped.
     *
     * @param rollups to keep, the preferred first
     * @throws StorageException if the server cannot be reached, or the schema is not what this version expects
     */
    public static Storage open(ClickHouseSettings settings, List<RollupDefinition> rollups) {
        List<ClickHouseStorage> shards = new ArrayList<>();
        try {
            for (int shard = 1; shard <= settings.shards().size(); shard++) {
                shards.add(open(new Layout(settings, shard), rollups));
            }
        } catch (RuntimeException e) {
            shards.forEach(ClickHouseStorage::close);
            throw e;
        }
        return shards.size() == 1 ? shards.getFirst() : new ShardedStorage(shards);
    }

    /** Opens one shard. */
    static ClickHouseStorage open(Layout layout, List<RollupDefinition> rollups) {
        Server server = new Server(layout);
        try {
            return new ClickHouseStorage(server, rollups);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Asks each shard's server for its version, and nothing of a database.
     *
     * @throws StorageException if one cannot be reached or does not know the user
     */
    public static List<String> serverVersions(ClickHouseSettings settings) {
        return IntStream.rangeClosed(1, settings.shards().size())
                .mapToObj(shard -> serverVersion(new Layout(settings, shard)))
                .toList();
    }

    private static String serverVersion(Layout layout) {
        try (Server server = new Server(layout)) {
            return server.rowsOfServer(
                            "asking for the version", Fragment.of("SELECT version()"), row -> row.presentText(1))
                    .getFirst();
        }
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public EventWriter eventWriter() {
        return session.eventWriter();
    }

    @Override
    public EventIds eventIds() {
        return session.eventIds();
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        Opener opener = opener(name, rollups::tables);
        ClickHouseEventWriter writer = writer(opener, opener.open(), claim);
        claim.run();
        return session(writer);
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
        server.rows(
                "checking the ClickHouse store",
                Fragment.of("SELECT max(version) FROM schema_version"),
                row -> row.number(1));
    }

    @Override
    public StorageFigures figures() {
        return ClickHouseFigures.read(server, rollups);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        maintenance.close();
        deadlines.close();
        try {
            session.close();
        } catch (StorageException e) {
            LOG.log(
                    Level.WARNING,
                    "the ClickHouse store is closed without the server; it is brought into order when it is opened again",
                    e);
        }
        server.close();
    }

    private WriteSession session(ClickHouseEventWriter writer) {
        return WriteSession.of(writer, new ClickHouseEventIds(server, writer), writer::close);
    }

    private Opener opener(String writer, Supplier<List<RollupTable>> ofRollups) {
        return new Opener(server, events, dialect, completion, writer, ofRollups);
    }

    private ClickHouseEventWriter writer(Opener opener, Passage passage, Runnable claim) {
        return new ClickHouseEventWriter(events, opener, passage, claim, completion, fence, rollups::tables, keptSince);
    }
}
