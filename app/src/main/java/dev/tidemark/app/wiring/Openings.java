package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.EmbeddedSettings;
import dev.tidemark.app.settings.LogSettings;
import dev.tidemark.app.settings.ServerStoreSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.settings.StoreSettings;
import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.storage.citus.CitusSettings;
import dev.tidemark.storage.citus.CitusStorage;
import dev.tidemark.storage.clickhouse.ClickHouseSettings;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Ageing;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Cluster;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Quorum;
import dev.tidemark.storage.clickhouse.ClickHouseStorage;
import dev.tidemark.storage.embedded.EmbeddedStorage;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.timescale.TimescaleSettings;
import dev.tidemark.storage.timescale.TimescaleStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the log and the store by the operator's settings, for the server and for the doctor alike. */
public final class Openings {
    private Openings() {}

    /** The event log on local disk. */
    public static EventLog localLog(LogSettings settings, Clock clock) {
        return localLog(settings, LogObserver.none(), clock);
    }

    static EventLog localLog(LogSettings settings, LogObserver observer, Clock clock) {
        return LocalEventLog.open(
                new dev.tidemark.ingestion.log.LogSettings(
                        settings.directory(),
                        settings.maxSize(),
                        (int) settings.segmentSize(),
                        dev.tidemark.ingestion.log.LogSettings.DEFAULT_PENDING_BYTES),
                observer,
                clock);
    }

    /** A store, with the built-in rollups and the operator's own, which are preferred: they hold less. */
    public static Storage store(StoreSettings store, Settings settings, Clock clock) {
        return switch (store.type()) {
            case EMBEDDED -> EmbeddedStorage.open(of(store.embedded()), rollups(settings), clock);
            case CLICKHOUSE ->
                ClickHouseStorage.open(
                        of(store.server())
                                .withWriter(WriterName.in(settings.dataDirectory()))
                                .withAgeing(new Ageing(settings.retention().policy(), store.coldVolume())),
                        rollups(settings));
            case TIMESCALE -> TimescaleStorage.open(timescale(store.server(), settings), rollups(settings));
            case CITUS ->
                CitusStorage.open(
                        CitusSettings.of(postgresql(store.server()))
                                .withRetention(settings.retention().policy()),
                        rollups(settings));
        };
    }

    /** The version of PostgreSQL at this address. */
    public static String postgreSqlVersion(ServerStoreSettings settings) {
        return PostgreSql.version(postgresql(settings));
    }

    private static TimescaleSettings timescale(ServerStoreSettings server, Settings settings) {
        Lifetimes lifetimes = settings.retention().policy().standard();
        TimescaleSettings timescale = TimescaleSettings.of(postgresql(server))
                .withChunkWidth(settings.timescale().chunk())
                .withRefreshEvery(settings.timescale().refresh())
                .withRefreshLag(settings.timescale().refreshLag())
                .withPropertyIndex(settings.timescale().propertyIndex())
                .withDeleteAfter(limited(lifetimes.archive()));
        return lifetimes.cold().equals(lifetimes.archive()) ? timescale : timescale.withCompressAfter(lifetimes.cold());
    }

    private static Optional<Duration> limited(Duration lifetime) {
        return Optional.of(lifetime).filter(age -> age.compareTo(Lifetimes.FOREVER) < 0);
    }

    /** What the PostgreSQL server says that it is. */
    public static String citusVersion(ServerStoreSettings settings) {
        return CitusStorage.serverVersion(CitusSettings.of(postgresql(settings)));
    }

    private static PostgreSqlSettings postgresql(ServerStoreSettings settings) {
        PostgreSqlSettings server =
                PostgreSqlSettings.of(settings.urls().getFirst().toString(), settings.database());
        return server.withUser(
                settings.username().isEmpty() ? server.username() : settings.username(),
                settings.password().isEmpty() ? server.password() : settings.password());
    }

    /** The versions of the ClickHouse servers, one of each shard. */
    public static List<String> clickhouseVersions(ServerStoreSettings settings) {
        return ClickHouseStorage.serverVersions(of(settings));
    }

    /** The embedded store to look at, whatever rollups it has. */
    public static Storage embeddedToInspect(EmbeddedSettings settings, Clock clock) {
        return EmbeddedStorage.inspect(of(settings), clock);
    }

    private static ClickHouseSettings of(ServerStoreSettings settings) {
        return ClickHouseSettings.of(settings.urls())
                .withUser(settings.username(), settings.password())
                .withDatabase(settings.database())
                .withQueryMemoryBytes(settings.memory())
                .withSynced(settings.synced())
                .withCluster(settings.cluster().map(name -> new Cluster(name, quorum(settings))));
    }

    private static Quorum quorum(ServerStoreSettings settings) {
        return settings.quorum().map(count -> new Quorum(String.valueOf(count))).orElse(Quorum.MAJORITY);
    }

    private static List<RollupDefinition> rollups(Settings settings) {
        return Stream.concat(settings.rollups().stream(), BuiltInRollups.all().stream())
                .toList();
    }

    private static dev.tidemark.storage.embedded.EmbeddedSettings of(EmbeddedSettings settings) {
        return dev.tidemark.storage.embedded.EmbeddedSettings.of(settings.file())
                .withMemoryBytes(settings.memory())
                .withThreads(settings.threads())
                .withSpillBytes(settings.spill())
                .withCheckpointBytes(settings.checkpoint());
    }
}
