package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.sql.Fragment;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of shards and clusters by one engine: that it understands every statement, and finds tenants where we do. */
class ShardsTest {

    private final TemporaryStore place = new TemporaryStore();
    private final Server server = new Server(place.layout());

    @BeforeEach
    void createDatabase() {
        server.createDatabase();
    }

    @AfterEach
    void close() {
        server.close();
        place.close();
    }

    @Test
    void theServerFindsATenantInTheShardThatWeWriteTo() {
        for (String tenant : List.of("acme", "default", "7", "a-tenant_with.every:thing")) {
            for (int shards : List.of(1, 2, 3, 7)) {
                Fragment select = Fragment.of(
                        "SELECT toInt64(" + Layout.SHARDING_KEY
                                + " % {}) FROM (SELECT toLowCardinality({}) AS tenant_id)",
                        Fragment.value(shards),
                        Fragment.value(tenant));
                assertThat(server.rows("finding a tenant", select, row -> row.number(1)))
                        .containsExactly((long) ShardedStorage.shardOf(new TenantId(tenant), shards));
            }
        }
    }

    @Test
    void theServerUnderstandsEveryStatementOfEveryLayout() {
        for (Layout layout : List.of(PinnedDdlTest.single(), PinnedDdlTest.cluster(), PinnedDdlTest.shards())) {
            PinnedDdlTest.statements(layout).values().stream()
                    .flatMap(List::stream)
                    .forEach(statement -> assertThat(server.rows(
                                    "parsing " + statement,
                                    Fragment.of("SELECT formatQuery({})", Fragment.value(statement)),
                                    row -> row.presentText(1)))
                            .hasSize(1));
        }
    }

    @Test
    void theServerHasEverySettingThatStatementsRunWith() {
        Set<String> known = new HashSet<>(server.rows(
                "reading the names of settings",
                Fragment.of("SELECT name FROM system.settings"),
                row -> row.presentText(1)));
        assertThat(known)
                .containsAll(PinnedDdlTest.cluster().settingsOfWrites().keySet())
                .containsAll(Inserts.OF_ONE_BLOCK.keySet());
    }

    @Test
    void aDatabaseStaysTheShardThatItIs() {
        place.open().close();
        ClickHouseSettings one = place.layout().settings();
        URI address = one.shards().getFirst();
        ClickHouseSettings two = ClickHouseSettings.of(List.of(address, address))
                .withUser(one.login().username(), one.login().password())
                .withDatabase(one.database());
        Layout other = new Layout(two, 2);
        assertThatThrownBy(() -> ClickHouseStorage.open(other, BuiltInRollups.all()))
                .hasMessageContaining("is shard 1 of 1, expected 2 of 2; give the addresses of all shards");
    }

    @Test
    void aServerOutsideOfTheClusterIsNotUsed() {
        Layout cluster = PinnedDdlTest.cluster();
        Layout here = new Layout(
                place.layout().settings().withCluster(cluster.settings().cluster()), 1);
        assertThatThrownBy(() -> ClickHouseStorage.open(here, BuiltInRollups.all()))
                .hasMessageContaining("cluster events has 0 shards, expected 1 as there are addresses");
        assertThat(Map.copyOf(place.layout().settingsOfWrites())).isEmpty();
    }
}
