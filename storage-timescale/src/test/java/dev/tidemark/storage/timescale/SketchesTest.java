package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many devices there were, by sketches, where the server has them: in continuous aggregates, and in tables. */
class SketchesTest {

    private static final int DEVICES = 40;

    private static final String ESTIMATE = """
            SELECT round(hll_cardinality(hll_union_agg(device_sketch)))
            FROM activity_%s
            WHERE tenant_id = 'acme'""";

    @ParameterizedTest
    @EnumSource
    void narrowAndWideBucketsEstimateTheSame(Edition edition) {
        try (TemporaryStore store = new TemporaryStore(TimescaleEdition.FULL)) {
            assumeTrue(
                    store.number("SELECT count(*) FROM pg_available_extensions WHERE name = 'hll'") > 0,
                    "the server does not offer the extension hll; TIDEMARK_TEST_TIMESCALE_URL may name one that does");
            store.execute("CREATE EXTENSION IF NOT EXISTS hll WITH SCHEMA public");
            try (TimescaleStorage storage =
                    TimescaleStorage.prepare(store.settings(), BuiltInRollups.all(), schema -> edition)) {
                storage.eventWriter().append(events(0));
                storage.keptRollups().bringUp();
                storage.eventWriter().append(events(DEVICES));
                storage.keptRollups().bringUp();
                for (String width : List.of("5m", "1h", "1d")) {
                    assertThat(store.number(ESTIMATE.formatted(width))).isBetween(2L * DEVICES - 4, 2L * DEVICES + 4);
                }
            }
            try (TimescaleStorage storage =
                    TimescaleStorage.prepare(store.settings(), BuiltInRollups.all(), schema -> edition)) {
                assertThat(Samples.count(storage, MONDAY, 4)).isEqualTo(4L * DEVICES);
                assertThat(
                                store.number(
                                        "SELECT count(*) FROM pg_class WHERE relname LIKE 'activity%_g2_%' AND relnamespace = current_schema::regnamespace"))
                        .isZero();
            }
        }
    }

    /** Each device twice, a day apart. */
    private static EventBatch events(int first) {
        return new EventBatch(IntStream.range(0, 2 * DEVICES)
                .mapToObj(i -> Event.builder(Samples.TENANT)
                        .set(Field.EVENT_ID, new UUID(first, i))
                        .set(Field.EVENT_TYPE, "screen_view")
                        .set(
                                Field.TIMESTAMP,
                                MONDAY.plus(Duration.ofMinutes(i % DEVICES)).plus(Duration.ofDays(i / DEVICES)))
                        .set(Field.RECEIVED_AT, MONDAY)
                        .set(Field.DEVICE_ID, "device " + (first + i % DEVICES))
                        .build())
                .toList());
    }
}
