package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContinuousAggregatesTest {

    private TemporaryStore store;
    private TimescaleStorage storage;

    @BeforeEach
    void open() {
        store = new TemporaryStore(TimescaleEdition.FULL);
        storage = TimescaleStorage.prepare(store.settings(), BuiltInRollups.all());
    }

    @AfterEach
    void close() {
        storage.close();
        store.close();
    }

    @Test
    void answersComeFromContinuousAggregatesOnceTheseAreUpToDate() {
        storage.eventWriter().append(Samples.hourly(MONDAY, 240));
        storage.keptRollups().bringUp();
        store.execute("DELETE FROM events");
        assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(240);
        assertThat(Samples.rawCount(storage, MONDAY, 10)).isZero();
    }

    @Test
    void lateEventsAreSeenAtOnceAndBroughtInLater() {
        storage.eventWriter().append(Samples.hourly(MONDAY, 240));
        storage.keptRollups().bringUp();
        storage.eventWriter()
                .append(Samples.hourly(MONDAY.plus(Duration.ofDays(2)).plusSeconds(7), 3));
        assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(243);
        storage.keptRollups().bringUp();
        assertThat(store.number("SELECT count(*) FROM late_hours")).isZero();
        store.execute("DELETE FROM events");
        assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(243);
    }

    @Test
    void lateEventsOfCompressedChunksAreSeenAtOnceAndBroughtInLater() {
        storage.eventWriter().append(Samples.hourly(MONDAY, 240));
        storage.keptRollups().bringUp();
        store.compress();
        assertThat(store.number("""
                        SELECT count(*)
                        FROM timescaledb_information.chunks
                        WHERE hypertable_schema = current_schema AND hypertable_name = 'events' AND is_compressed""")).isPositive();
        storage.eventWriter().append(Samples.hourly(MONDAY.plusSeconds(7), 30));
        assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(270);
        assertThat(Samples.rawCount(storage, MONDAY, 10)).isEqualTo(270);
        storage.keptRollups().bringUp();
        store.execute("DELETE FROM events");
        assertThat(Samples.count(storage, MONDAY, 10)).isEqualTo(270);
    }

    @Test
    void anEventThatIsInACompressedChunkIsNotStoredAgain() {
        EventBatch batch = Samples.hourly(MONDAY, 24);
        storage.eventWriter().append(batch);
        store.compress();
        assertThat(store.number("""
                        SELECT count(*)
                        FROM timescaledb_information.chunks
                        WHERE hypertable_schema = current_schema AND hypertable_name = 'events' AND is_compressed""")).isPositive();
        storage.eventWriter().append(batch);
        assertThat(Samples.rawCount(storage, MONDAY, 1)).isEqualTo(24);
    }

    @Test
    void widerAggregatesAreMadeOfNarrowerOnes() {
        assertThat(store.texts("""
                        SELECT view_name || ' of ' || hypertable_name
                        FROM timescaledb_information.continuous_aggregates
                        WHERE view_schema = current_schema AND view_name LIKE 'activity%' AND NOT materialized_only
                          AND hypertable_name NOT LIKE '\\_materialized%'""")).isEqualTo(List.of("activity_5m of events"));
        assertThat(store.number("""
                        SELECT count(*)
                        FROM timescaledb_information.continuous_aggregates
                        WHERE view_schema = current_schema AND view_name LIKE 'activity%' AND NOT materialized_only""")).isEqualTo(3);
    }

    @Test
    void whoeverSelectsFromThemSeesAlsoWhatTheyDoNotHoldYet() {
        storage.eventWriter().append(Samples.hourly(MONDAY, 240));
        assertThat(store.number("SELECT sum(events) FROM activity_1d")).isEqualTo(240);
    }
}
