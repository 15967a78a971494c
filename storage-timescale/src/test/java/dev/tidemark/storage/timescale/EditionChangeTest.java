package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that was written with the Apache edition, and is opened with the full one. */
class EditionChangeTest {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Instant recent = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(20));
    private TemporaryStore store;

    @BeforeEach
    void open() {
        store = new TemporaryStore(TimescaleEdition.FULL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tablesBecomeContinuousAggregates() {
        EventBatch batch = Samples.hourly(MONDAY, 240);
        asOnApache(Optional.empty(), batch);
        try (TimescaleStorage storage = TimescaleStorage.prepare(store.settings(), BuiltInRollups.all())) {
            assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(240);
            storage.eventWriter().append(batch);
            storage.eventWriter().append(Samples.hourly(MONDAY.plusSeconds(7), 24));
            assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(264);
            storage.keptRollups().bringUp();
            assertThat(store.number("SELECT count(*) FROM rollups")).isZero();
            assertThat(store.number("""
                            SELECT count(*)
                            FROM timescaledb_information.continuous_aggregates
                            WHERE view_schema = current_schema AND view_name IN ('activity_5m', 'activity_1h', 'activity_1d')""")).isEqualTo(3);
            store.execute("DELETE FROM events");
            assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(264);
        }
    }

    @Test
    void tablesThatCountDeletedEventsStay() {
        asOnApache(Optional.of(LIFETIME), Samples.hourly(MONDAY, 72), Samples.hourly(recent, 24));
        TimescaleSettings settings = store.settings().withDeleteAfter(Optional.of(LIFETIME));
        try (TimescaleStorage storage = TimescaleStorage.prepare(settings, BuiltInRollups.all())) {
            assertThat(Samples.rawCount(storage, MONDAY, 3)).isZero();
            assertThat(Samples.count(storage, MONDAY, 3)).isEqualTo(72);
            storage.eventWriter().append(Samples.hourly(recent.plusSeconds(7), 24));
            storage.keptRollups().bringUp();
            assertThat(Samples.count(storage, recent, 1)).isEqualTo(48);
            assertThat(store.number("SELECT count(*) FROM aggregates")).isZero();
        }
    }

    @Test
    void untilTheRollupsAreGivenUp() {
        asOnApache(Optional.of(LIFETIME), Samples.hourly(MONDAY, 72), Samples.hourly(recent, 24));
        TimescaleSettings settings = store.settings().withDeleteAfter(Optional.of(LIFETIME));
        TimescaleStorage.prepare(settings, List.of()).close();
        try (TimescaleStorage storage = TimescaleStorage.prepare(settings, BuiltInRollups.all())) {
            storage.keptRollups().bringUp();
            assertThat(store.number("SELECT count(*) FROM aggregates"))
                    .isEqualTo(BuiltInRollups.all().size());
            assertThat(Samples.count(storage, recent, 1)).isEqualTo(24);
            assertThat(storage.rollups()).allSatisfy(rollup -> assertThat(
                            rollup.complete().getFirst().from())
                    .isEqualTo(storage.keptSince().orElseThrow()));
        }
    }

    @Test
    void theOtherWayRoundTheStartStops() {
        TimescaleStorage.prepare(store.settings(), List.of()).close();
        try (PostgreSql server = PostgreSql.connect(store.settings().server())) {
            assertThatThrownBy(
                            () -> server.read("looking at a test's tables", connection -> new FormerEdition(connection)
                                    .goingOnWith(Edition.APACHE)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("set timescaledb.license to timescale again");
        }
    }

    /** The store as a server leaves it whose licence has no more. */
    private void asOnApache(Optional<Duration> lifetime, EventBatch... batches) {
        TimescaleSettings settings =
                store.settings().withChunkWidth(Duration.ofDays(1)).withDeleteAfter(lifetime);
        try (TimescaleStorage storage =
                TimescaleStorage.prepare(settings, BuiltInRollups.all(), EditionChangeTest::apache)) {
            for (EventBatch batch : batches) {
                storage.eventWriter().append(batch);
            }
            storage.keptRollups().bringUp();
            storage.expiry().run();
        }
    }

    private static Edition apache(TimescaleSchema schema) {
        schema.edition();
        return Edition.APACHE;
    }
}
