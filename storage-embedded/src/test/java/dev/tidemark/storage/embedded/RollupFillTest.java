package dev.tidemark.storage.embedded;

import static dev.tidemark.storage.embedded.RollupUpkeepTest.QUERY;
import static dev.tidemark.storage.embedded.RollupUpkeepTest.ROLLUP;
import static dev.tidemark.storage.embedded.Samples.START;
import static dev.tidemark.storage.embedded.Samples.batch;
import static dev.tidemark.storage.embedded.Samples.fromRollup;
import static dev.tidemark.storage.embedded.Samples.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Stage;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rollup that is added to a store with events is exact for what it says it covers, and in the end for everything. */
class RollupFillTest {

    private static final int STORED = 3_000;

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void itIsFilledInTheBackgroundWhileEventsKeepFlowing() {
        store(0, 30_000);
        try (EmbeddedStorage storage = EmbeddedStorage.open(place.settings(), List.of(ROLLUP), Clock.systemUTC())) {
            int stored = 30_000;
            do {
                storage.eventWriter().append(batch(stored, stored + 200));
                stored += 200;
                assertThat(planned(storage, QUERY)).isEqualTo(raw(storage, QUERY));
            } while (!isFilled(storage));
            storage.eventWriter().append(batch(stored, stored + 200));
            assertFilled(storage);
        }
    }

    @Test
    void aDayIsNotCoveredBeforeItIsFilledWhateverCameMeanwhile() {
        store(0, STORED);
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            storage.eventWriter().append(batch(STORED, STORED + 500));
            assertThat(planOf(storage)).containsExactly("raw");

            storage.fill().step(1);
            assertThat(storage.rollups().getFirst().complete())
                    .noneMatch(range -> range.contains(START))
                    .anyMatch(range -> range.contains(START.plus(2, ChronoUnit.DAYS)));
            assertThat(planOf(storage)).containsExactlyInAnyOrder("thorough/day", "raw");
            assertThat(planned(storage, QUERY)).isEqualTo(raw(storage, QUERY));

            storage.eventWriter().append(batch(STORED + 500, STORED + 1_000));
            assertThat(planned(storage, QUERY)).isEqualTo(raw(storage, QUERY));

            storage.fill().step(1);
            storage.fill().step(1);
            assertFilled(storage);
        }
    }

    /** The engine shows a transaction what was there at its start: so a batch from meanwhile is in neither of its tables. */
    @Test
    void aBatchStoredInTheMiddleOfAStepIsCountedOnce() throws SQLException {
        store(0, STORED);
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            storage.eventWriter().append(batch(STORED, STORED + 500));
            EmbeddedRollup rollup = storage.keptRollups().all().getFirst();
            storage.database().read("filling by hand", connection -> {
                connection.setAutoCommit(false);
                int next = STORED + 500;
                for (RollupTable table : rollup.tables()) {
                    storage.fill().replace(table, Samples.RANGE, connection);
                    storage.eventWriter().append(batch(next, next + 500));
                    next += 500;
                }
                connection.commit();
                return next;
            });
            assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
        }
    }

    @Test
    void aStepThatFailsChangesNothingAndIsDoneAgain() throws SQLException {
        store(0, STORED);
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            storage.eventWriter().append(batch(STORED, STORED + 500));
            EmbeddedRollup rollup = storage.keptRollups().all().getFirst();
            storage.database().read("filling half", connection -> {
                connection.setAutoCommit(false);
                storage.fill().replace(rollup.tables().getFirst(), Samples.RANGE, connection);
                connection.rollback();
                return rollup;
            });
            storage.eventWriter().append(batch(STORED + 500, STORED + 1_000));
            storage.fill().step(Long.MAX_VALUE);
            assertFilled(storage);
        }
    }

    @Test
    void fillingGoesOnAfterARestart() {
        store(0, STORED);
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            storage.fill().step(1);
            storage.eventWriter().append(batch(STORED, STORED + 500));
            assertThat(filled(storage)).isBetween(1L, STORED - 1L);
        }
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            assertThat(filled(storage)).isBetween(1L, STORED - 1L);
            assertThat(planned(storage, QUERY)).isEqualTo(raw(storage, QUERY));
            storage.fill().step(Long.MAX_VALUE);
            assertThat(filled(storage)).isEqualTo(STORED);
            assertFilled(storage);
        }
    }

    @Test
    void eventsOfDaysThatNoEventHadBeforeNeedNoFilling() {
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            assertThat(isFilled(storage)).isTrue();
            storage.eventWriter().append(batch(0, STORED));
            assertFilled(storage);
        }
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            assertFilled(storage);
        }
    }

    @Test
    void aDroppedTableHasTheRollupFilledAnew() throws SQLException {
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            storage.eventWriter().append(batch(0, STORED));
            storage.database().read("dropping a table", connection -> execute("DROP TABLE thorough_1d", connection));
        }
        try (EmbeddedStorage storage = prepare(ROLLUP)) {
            assertThat(planOf(storage)).containsExactly("raw");
            storage.fill().step(Long.MAX_VALUE);
            assertFilled(storage);
        }
    }

    static void assertFilled(EmbeddedStorage storage) {
        assertThat(isFilled(storage)).isTrue();
        assertThat(planOf(storage)).containsExactly("thorough/day");
        assertThat(planned(storage, QUERY)).isEqualTo(raw(storage, QUERY));
        assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
    }

    static void awaitFilled(EmbeddedStorage storage) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!isFilled(storage)) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static boolean isFilled(EmbeddedStorage storage) {
        return storage.keptRollups().unfilled().isEmpty();
    }

    static List<?> planned(EmbeddedStorage storage, AggregateQuery query) {
        return Samples.read(storage, query, new Planner().plan(query, storage.rollups()));
    }

    private static List<String> planOf(EmbeddedStorage storage) {
        Plan plan = new Planner().plan(QUERY, storage.rollups());
        return plan.servedBy();
    }

    private static long filled(EmbeddedStorage storage) {
        StorageFigures.Rollup figures = storage.figures().rollups().getFirst();
        assertThat(figures.eventsToFill()).isEqualTo(STORED);
        assertThat(figures.stage())
                .isEqualTo(figures.eventsFilled() < figures.eventsToFill() ? Stage.FILLING : Stage.COMPLETE);
        assertThat(figures.complete()).isNotEmpty();
        return figures.eventsFilled();
    }

    private static Boolean execute(String sql, DuckDBConnection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    /** Without anything in the background: steps are done when a test says so. */
    private EmbeddedStorage prepare(RollupDefinition... rollups) {
        return EmbeddedStorage.prepare(place.settings(), Optional.of(List.of(rollups)), Clock.systemUTC());
    }

    private void store(int from, int to) {
        try (EmbeddedStorage storage = prepare()) {
            for (int start = from; start < to; start += 1_000) {
                storage.eventWriter().append(batch(start, Math.min(to, start + 1_000)));
            }
        }
    }
}
