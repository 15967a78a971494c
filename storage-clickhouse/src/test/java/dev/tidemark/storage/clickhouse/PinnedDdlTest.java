package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Ageing;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Cluster;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Quorum;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.testkit.pinned.PinnedFile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every statement that creates, changes or removes tables equals the files in {@code src/test/resources/ddl}, one folder for each layout; see {@link PinnedFile}. */
class PinnedDdlTest {

    private static final URI ONE = URI.create("http://one:8123");
    private static final URI TWO = URI.create("http://two:8123");

    /** What a layout has to say, by the file that it is pinned in. */
    static Map<String, List<String>> statements(Layout layout) {
        ClickHouseDialect dialect = new ClickHouseDialect();
        EventsTable events = new EventsTable(dialect);
        RollupTables tables = new RollupTables(dialect, layout);
        Map<String, List<String>> files = new TreeMap<>();
        files.put("1_own", ClickHouseSchema.statements(layout));
        files.put("2_events", ClickHouseSchema.ofEvents(events, layout));
        files.put("3_passage", passage(events, dialect, layout));
        List<String> rollups = new ArrayList<>();
        for (RollupDefinition rollup : BuiltInRollups.all()) {
            tables.of(rollup).forEach(table -> rollups.addAll(tables.createAll(table)));
        }
        files.put("4_rollups", rollups);
        files.put("5_upkeep", upkeep(tables, dialect, layout));
        return files;
    }

    private static List<String> passage(EventsTable events, ClickHouseDialect dialect, Layout layout) {
        try (Server server = new Server(layout)) {
            Passage passage = new Passage(server, events, dialect, 7);
            List<String> statements = new ArrayList<>(passage.createEntrance());
            statements.add(passage.feedStatement((7L << 32) + 1, 0, 1));
            statements.add(layout.drop("entrance_7_0"));
            statements.add(layout.drop("entrance_7_0_way"));
            statements.add(layout.kill("query_id = 'tidemark-tidemark-7-1-events-0'"));
            layout.catchUp(EventsTable.NAME).ifPresent(statements::add);
            return statements;
        }
    }

    private static List<String> upkeep(RollupTables tables, ClickHouseDialect dialect, Layout layout) {
        RollupTable table = new RollupTable(BuiltInRollups.REVENUE, Granularity.DAY, dialect);
        List<String> statements = new ArrayList<>();
        statements.add(Rendered.inlined(tables.insertBatch(
                table,
                (7L << 32) + 1,
                List.of(202603L, 202604L),
                Fragment.of("(SELECT count() FROM entrance_7_0) = 0"))));
        statements.add(tables.createAside("revenue_1d_aside", table));
        statements.add(Rendered.inlined(tables.insertFilled("revenue_1d_aside", table, KeptRollup.ALL_TIME, 7L << 32)));
        statements.addAll(retention(layout));
        RollupTables.allOf(table.name(), layout).forEach(name -> statements.add(layout.drop(name)));
        return statements;
    }

    /** Some types longer, some shorter than the rest; then the same for all; then nothing. */
    private static List<String> retention(Layout layout) {
        Lifetimes standard = new Lifetimes(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(730));
        Lifetimes forEver = new Lifetimes(Lifetimes.FOREVER, Lifetimes.FOREVER, Lifetimes.FOREVER);
        Lifetimes month = new Lifetimes(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(30));
        RetentionPolicy some = new RetentionPolicy(standard, Map.of("ticket_sale", forEver, "it's", month));
        RetentionPolicy all = new RetentionPolicy(standard, Map.of());
        try (Server server = new Server(layout)) {
            Expiry expiry = new Expiry(server);
            List<String> statements = new ArrayList<>(expiry.statements(new Ageing(some, Optional.of("slow"))));
            statements.addAll(expiry.statements(new Ageing(all, Optional.empty())));
            statements.addAll(expiry.statements(Ageing.NONE));
            return statements;
        }
    }

    static Layout single() {
        return new Layout(ClickHouseSettings.of(ONE), 1);
    }

    static Layout cluster() {
        return new Layout(
                ClickHouseSettings.of(ONE).withCluster(Optional.of(new Cluster("events", Quorum.MAJORITY))), 1);
    }

    static Layout shards() {
        return new Layout(
                ClickHouseSettings.of(List.of(ONE, TWO))
                        .withCluster(Optional.of(new Cluster("events", Quorum.MAJORITY))),
                2);
    }

    @Test
    void ofOneServer() throws IOException {
        assertPinned("single", single());
    }

    @Test
    void ofAClusterWithOneShard() throws IOException {
        assertPinned("cluster", cluster());
    }

    @Test
    void ofAClusterWithSeveralShards() throws IOException {
        assertPinned("shards", shards());
    }

    private static void assertPinned(String folder, Layout layout) throws IOException {
        for (Map.Entry<String, List<String>> file : statements(layout).entrySet()) {
            PinnedFile.of("ddl/" + folder + "/" + file.getKey() + ".sql")
                    .assertHas(file.getValue().stream()
                            .map(statement -> statement.strip() + ";\n")
                            .collect(Collectors.joining("\n")));
        }
        String settings = new TreeMap<>(layout.settingsOfWrites())
                .entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(Collectors.joining());
        PinnedFile.of("ddl/" + folder + "/settings.txt").assertHas(settings);
    }
}
