package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.RollupTable;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** A store in a file of this machine, by the DuckDB engine within this process. No other process can open it meanwhile. */
public final class EmbeddedStorage implements Storage {

    /** Longer than any event's timestamp can be away. */
    private static final TimeRange ALL_TIME =
            new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    private final EmbeddedSettings settings;
    private final List<RollupTable> tables;
    private final List<RollupCoverage> rollups;
    private final Database database;
    private final Deadlines deadlines = new Deadlines();
    private final Compaction compaction;
    private final Maintenance maintenance;
    private final EventWriter eventWriter;
    private final EventIds eventIds;
    private final AggregateReader aggregateReader;
    private final BehaviorReader behaviorReader;

    private EmbeddedStorage(EmbeddedSettings settings, List<RollupDefinition> definitions, Clock clock) {
        EmbeddedDialect dialect = new EmbeddedDialect();
        EventsTable events = new EventsTable(dialect);
        List<RollupWriter> writers = definitions.stream()
                .map(definition -> new RollupWriter(definition, dialect))
                .toList();
        KeysFunction keys = new KeysFunction();
        this.settings = settings;
        this.tables = definitions.stream()
                .flatMap(definition -> RollupTable.of(definition, dialect))
                .toList();
        this.rollups = definitions.stream()
                .map(definition -> new RollupCoverage(definition, List.of(ALL_TIME)))
                .toList();
        this.database = new Database(settings, connection -> {
            new EmbeddedSchema(events, tables, dialect).migrate(connection);
            keys.register(connection);
            events.function().register(connection);
            for (RollupInsert insert : writers.stream()
                    .flatMap(writer -> writer.inserts().stream())
                    .toList()) {
                insert.function().register(connection);
            }
        });
        this.compaction = new Compaction(database, tables, dialect);
        this.maintenance = new Maintenance(new Checkpoints(database, settings), compaction, clock);
        this.eventWriter = new EmbeddedEventWriter(
                database, events, writers, stored -> compaction.appended(stored, clock.instant()));
        this.eventIds = new EmbeddedEventIds(database, keys);
        Reads reads = new Reads(database, deadlines, settings.concurrentReads());
        this.aggregateReader = new EmbeddedAggregateReader(reads, dialect);
        this.behaviorReader = new EmbeddedBehaviorReader(reads, dialect);
    }

    /**
     * Opens the store, creating or migrating its schema.
     *
     * @param rollups to keep, the preferred first; one that is new is filled from the stored events
     * @throws dev.tidemark.domain.storage.StorageException if the directory or the file cannot be used, or the schema is not what
     *     this version expects
     */
    public static EmbeddedStorage open(EmbeddedSettings settings, List<RollupDefinition> rollups, Clock clock) {
        NativeLibrary.load();
        EmbeddedStorage storage = new EmbeddedStorage(settings, rollups, clock);
        storage.maintenance.start();
        return storage;
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
    public List<RollupCoverage> rollups() {
        return rollups;
    }

    @Override
    public void check() {
        database.read("checking the embedded store", connection -> count(connection, "schema_version"));
    }

    @Override
    public StorageFigures figures() {
        return database.read("counting rows", connection -> {
            List<StorageFigures.Table> counted = new ArrayList<>();
            long events = count(connection, EventsTable.NAME);
            counted.add(new StorageFigures.Table(EventsTable.NAME, events));
            for (RollupTable table : tables) {
                counted.add(new StorageFigures.Table(table.name(), count(connection, table.name())));
            }
            long bytes = Stream.of(settings.file(), settings.writeAheadLog())
                    .map(Path::toFile)
                    .mapToLong(java.io.File::length)
                    .sum();
            return new StorageFigures(events, bytes, counted);
        });
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

    private static long count(DuckDBConnection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
