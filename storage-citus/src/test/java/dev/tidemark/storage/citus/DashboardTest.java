package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dashboard queries of Citus' tutorial on real-time analytics, as written there, before and after events are rolled up. */
class DashboardTest {

    private static final long WIDTH = Duration.ofMinutes(5).toMillis();
    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

    private static final String EVENTS_AND_DEVICES = """
            SELECT sum(event_count), hll_cardinality(sum(device_distinct_count))
            FROM rollup_events_5min where minute >=now()-interval '5 minutes' AND minute <=now() AND customer_id=1;""";

    private static final String SESSIONS_OF_A_WEEK = """
            SELECT sum(event_count), hll_cardinality(sum(device_distinct_count)) FROM
            rollup_events_1hr where hour >=date_trunc('day',now())-interval '7 days' AND hour <=now() AND customer_id=1;""";

    private static final String TREND = """
            SELECT hour, sum(event_count) event_count, hll_cardinality(sum(device_distinct_count)) device_count, hll_cardinality(sum(session_distinct_count))
            session_count FROM rollup_events_1hr where hour >=date_trunc('day',now())-interval '2 days' AND hour <=now() AND customer_id=1 GROUP BY hour;""";

    private static final String TOP_DEVICES = """
            SELECT (topn(topn_union_agg(top_devices_1000), 10)).item device_id
            FROM rollup_events_5min  where minute >=date_trunc('day',now())-interval '30 minutes' AND minute <=now() AND customer_id=2;""";

    /** A cluster makes no rows of what it gathers from several workers; so the tenant is named by what tables are spread by. */
    private static final String TOP_DEVICES_OF_A_CLUSTER = TOP_DEVICES.replace("customer_id=2", "tenant_id='2'");

    /** Without TopN not of one either, unless they come from a subquery. */
    private static final String TOP_DEVICES_OF_A_CLUSTER_WITHOUT_TOPN = """
            SELECT t.item device_id
            FROM (SELECT topn_union_agg(top_devices_1000) AS top
            FROM rollup_events_5min  where minute >=date_trunc('day',now())-interval '30 minutes' AND minute <=now() AND tenant_id='2') AS g,
            LATERAL topn(g.top, 10) AS t;""";

    private TemporaryStore place = new TemporaryStore();
    private final Instant now = quietMoment();

    @AfterEach
    void remove() {
        place.close();
    }

    /** With the extensions that the database of the tests has. */
    @Test
    void theTutorialsQueriesRunAsWritten() {
        assertQueriesRun(BuiltInRollups.all());
    }

    @Test
    void theyRunWithoutTheRollup() {
        assertQueriesRun(BuiltInRollups.all().stream()
                .filter(rollup -> !rollup.equals(BuiltInRollups.ACTIVITY))
                .toList());
    }

    @Test
    void theTutorialsQueriesRunAsWrittenWithoutAnyExtension() {
        try (OwnDatabase database = new OwnDatabase(PostgreSqlAddress.citus())) {
            place = new TemporaryStore(database.address());
            assertQueriesRun(BuiltInRollups.all());
            assertThat(texts("SELECT extname FROM pg_extension")).containsExactly("plpgsql");
        }
        place = new TemporaryStore();
    }

    private void assertQueriesRun(List<RollupDefinition> rollups) {
        try (CitusStorage storage = CitusStorage.prepare(place.settings(), rollups)) {
            storage.eventWriter().append(batch(0, 60));
            storage.following().follow();
            assertAnswers(60);
            storage.eventWriter().append(batch(60, 90));
            assertAnswers(90);
            storage.following().follow();
            assertAnswers(90);
        }
    }

    private void assertAnswers(int events) {
        assertThat(first(EVENTS_AND_DEVICES)).containsExactly((double) events, 30.0);
        assertThat(first(SESSIONS_OF_A_WEEK)).containsExactly((double) events, 30.0);
        assertThat(numbers(TREND, 2, 3, 4)).containsExactly(List.of((double) events, 30.0, 10.0));
        assertThat(texts(topDevices())).hasSize(10).startsWith("device 0");
    }

    private String topDevices() {
        List<String> extensions = texts("SELECT extname FROM pg_extension");
        if (!extensions.contains("citus")) {
            return TOP_DEVICES;
        }
        return extensions.contains("topn") ? TOP_DEVICES_OF_A_CLUSTER : TOP_DEVICES_OF_A_CLUSTER_WITHOUT_TOPN;
    }

    private List<Double> first(String query) {
        return numbers(query, 1, 2).getFirst();
    }

    private List<List<Double>> numbers(String query, int... columns) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read(
                    "asking as the tutorial does",
                    connection -> Statements.rows(connection, query, row -> {
                        Double[] values = new Double[columns.length];
                        for (int i = 0; i < columns.length; i++) {
                            values[i] = (double) Math.round(row.getDouble(columns[i]));
                        }
                        return List.of(values);
                    }));
        }
    }

    private List<String> texts(String query) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read(
                    "asking as the tutorial does",
                    connection -> Statements.rows(connection, query, row -> row.getString(1)));
        }
    }

    /** Of two customers; the first device of each has most events. All of this moment, so that no hour ends between them. */
    private EventBatch batch(int from, int to) {
        return new EventBatch(IntStream.range(from, to)
                .boxed()
                .flatMap(number ->
                        Stream.of(event("1", number, number % 30), event("2", number, number % 3 * number % 30)))
                .toList());
    }

    private Event event(String customer, int number, int device) {
        Instant now = this.now.plusMillis(number);
        return Event.builder(new TenantId(customer))
                .set(Field.EVENT_ID, new UUID(customer.hashCode(), number))
                .set(Field.EVENT_TYPE, "screen_view")
                .set(Field.COUNTRY, "DE")
                .set(Field.DEVICE_ID, "device " + device)
                .set(Field.SESSION_ID, "session " + number % 10)
                .set(Field.TIMESTAMP, now)
                .set(Field.RECEIVED_AT, now)
                .build();
    }

    /** From which on no five minutes end for a while. */
    private static Instant quietMoment() {
        long left = WIDTH - System.currentTimeMillis() % WIDTH;
        if (left < PATIENCE) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left + 1));
        }
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minusMillis(1);
    }
}
