package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.Detour;
import dev.tidemark.testkit.engine.Detour.Way;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients do not notice that the way to the store is bad; what they sent is stored when it is good again, each event once. */
@Tag(Fault.SUITE)
class BadWayToStoreIT {
    private static final int MILLIS = Fault.either(1_000, 15_000);

    @TempDir
    Path data;

    @Test
    void clientsDoNotNoticeABadWayToTheStore() {
        List<StoreKind> kinds = Fault.AT_LENGTH
                ? List.of(StoreKind.CITUS, StoreKind.CLICKHOUSE, StoreKind.TIMESCALE)
                : List.of(StoreKind.CITUS);
        kinds.forEach(this::takeBadWays);
    }

    private void takeBadWays(StoreKind kind) {
        URI address = address(kind);
        try (Detour detour = Detour.to(address);
                ServerProcess server =
                        ServerProcess.start(on(kind, Launch.in(data.resolve(kind.name())), detour.by(address)))) {
            List<Way> ways = List.of(Way.SLOW, Way.SILENT, Way.RESETTING, Way.REFUSING);
            if (!Fault.AT_LENGTH) {
                new Fault("the way to the store (" + kind + ") is slow, silent, reset and refused in turn")
                        .underLoad(server, () -> ways.forEach(way -> take(detour, way)));
                return;
            }
            for (Way way : ways) {
                new Fault("the way to the store (" + kind + ") is " + way + " for " + MILLIS / 1000 + " s")
                        .underLoad(server, () -> take(detour, way));
            }
            new Fault("connections to the store (" + kind + ") go silent for good")
                    .underLoad(server, detour::forgetConnections);
        }
    }

    private static void take(Detour detour, Way way) {
        detour.become(way);
        Pause.millis(MILLIS);
        detour.become(Way.OPEN);
    }

    private static URI address(StoreKind kind) {
        return switch (kind) {
            case CLICKHOUSE -> ClickHouseAddress.get().url();
            case CITUS -> PostgreSqlAddress.citus().url();
            case TIMESCALE -> URI.create(TimescaleEdition.ofServers().url());
            case EMBEDDED -> throw new IllegalArgumentException("there is no way to EMBEDDED, which is in the server");
        };
    }

    private static Launch on(StoreKind kind, Launch launch, URI address) {
        return switch (kind) {
            case CLICKHOUSE ->
                StoreKind.on(
                        launch,
                        new ClickHouseAddress(
                                address,
                                ClickHouseAddress.get().username(),
                                ClickHouseAddress.get().password()));
            case CITUS -> StoreKind.on(launch, "citus", address.toString());
            case TIMESCALE -> StoreKind.on(launch, "timescale", address.toString());
            case EMBEDDED -> launch;
        };
    }
}
