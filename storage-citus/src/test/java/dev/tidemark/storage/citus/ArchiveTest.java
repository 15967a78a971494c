package dev.tidemark.storage.citus;

import static dev.tidemark.storage.citus.EightWriters.EVENTS;
import static dev.tidemark.storage.citus.EightWriters.WRITERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.contract.MixedHistory;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old events that are kept by columns: the same answers, late ones are taken once and seen at once, and what is past its lifetime goes. */
class ArchiveTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void oldEventsAreKeptByColumnsAndAnswersStay() {
        requireColumnar();
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            fill(storage);
            assertThat(methods()).containsOnly(Archive.COLUMNAR);
            assertWhole(storage, 200);
            StorageFigures figures = storage.figures();
            long events = figures.tables().getFirst().bytes().orElseThrow();
            assertThat(figures.sizes()).containsExactly(new StorageFigures.Size("events_by_columns", events));
        }
    }

    @Test
    void lateOnesAreTakenOnceAndSeenAtOnce() {
        requireColumnar();
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            fill(storage);
            storage.eventWriter().append(MixedHistory.batch(200, 300));
            assertWhole(storage, 300);
            storage.eventWriter().append(MixedHistory.batch(150, 350));
            assertWhole(storage, 350);
            storage.following().follow();
            assertWhole(storage, 350);
        }
    }

    @Test
    void lateOnesThatSeveralServersAreSentAreTakenOnce() throws Exception {
        requireColumnar();
        try (CitusStorage one = prepare(cold(Map.of()));
                CitusStorage other = prepare(cold(Map.of()))) {
            fill(one);
            EightWriters.write(List.of(one, other), writer -> 200 + writer / 2 * EVENTS);
            int written = 200 + WRITERS / 2 * EVENTS;
            assertWhole(one, written);
            one.following().follow();
            assertWhole(other, written);
        }
    }

    @Test
    void whatIsNotCountedYetIsCountedAfterwards() {
        requireColumnar();
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
            storage.archive().archiveOld();
            assertThat(methods()).containsOnly(Archive.COLUMNAR);
            assertWhole(storage, 200);
            storage.following().follow();
            assertWhole(storage, 200);
        }
    }

    @Test
    void typesThatLiveShorterGo() {
        requireColumnar();
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            fill(storage);
        }
        try (CitusStorage storage = prepare(cold(Map.of("screen_view", new Lifetimes(A_DAY, A_DAY, A_DAY))))) {
            storage.expiry().deleteOld();
            storage.expiry().deleteOld();
            assertThat(methods()).containsOnly(Archive.COLUMNAR);
            assertThat(number("SELECT count(*) FROM events")).isEqualTo(150);
            assertThat(number("SELECT count(*) FROM events WHERE event_type = 'screen_view'"))
                    .isZero();
            assertThat(number("SELECT sum(events) FROM activity_1d")).isEqualTo(200);
        }
    }

    @Test
    void allGoInTheEnd() {
        requireColumnar();
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            fill(storage);
        }
        RetentionPolicy short_ = new RetentionPolicy(new Lifetimes(A_DAY, A_DAY, A_DAY), Map.of());
        try (CitusStorage storage = prepare(short_)) {
            storage.expiry().deleteOld();
            assertThat(methods()).isEmpty();
            assertThat(number("SELECT sum(events) FROM activity_1d")).isEqualTo(200);
        }
    }

    @Test
    void withoutThatMethodOldEventsStayAsTheyAre() {
        assumeTrue(!place.hasColumnar(), "the server keeps tables by columns");
        try (CitusStorage storage = prepare(cold(Map.of()))) {
            fill(storage);
            assertThat(methods()).containsOnly("heap");
            assertWhole(storage, 200);
        }
    }

    /** By the method that is there: what it takes is the same. */
    @Test
    void aPartIsRewrittenWhileItIsWritten() throws Exception {
        try (CitusStorage one = place.open();
                CitusStorage other = place.open();
                PostgreSql server = PostgreSql.connect(place.settings().server());
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            one.eventWriter().append(MixedHistory.batch(0, 200));
            Future<?> rewriting = background.submit(() -> {
                Rewriting parts = place.rewriting(server);
                for (int done = 0; done < 4; ) {
                    boolean first = parts.rewrite(YearMonth.of(2026, 3), Fragment.of("false"));
                    boolean second = parts.rewrite(YearMonth.of(2026, 4), Fragment.of("false"));
                    done += (first ? 1 : 0) + (second ? 1 : 0);
                }
            });
            int written = 200;
            do {
                int from = written;
                EightWriters.write(List.of(one, other), writer -> from + writer * EVENTS);
                written += WRITERS * EVENTS;
            } while (!rewriting.isDone());
            rewriting.get();
            assertWhole(other, written);
            one.following().follow();
            assertWhole(other, written);
        }
    }

    private CitusStorage prepare(RetentionPolicy policy) {
        return CitusStorage.prepare(place.settings().withRetention(policy), BuiltInRollups.all());
    }

    private static void fill(CitusStorage storage) {
        storage.eventWriter().append(MixedHistory.batch(0, 200));
        storage.following().follow();
        storage.archive().archiveOld();
    }

    private static void assertWhole(CitusStorage storage, long events) {
        assertThat(MixedHistory.counts(storage)).containsExactly(events, events);
        assertThat(MixedHistory.wrongTables(storage)).isEmpty();
    }

    private void requireColumnar() {
        assumeTrue(place.hasColumnar(), "the server keeps no tables by columns; a cluster of Citus does");
    }

    private List<String> methods() {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read("looking for parts", Partitions::list).stream()
                    .map(Partitions.Part::method)
                    .toList();
        }
    }

    private long number(String select) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read("counting", connection -> Statements.rows(connection, select, row -> row.getLong(1))
                    .getFirst());
        }
    }

    private static RetentionPolicy cold(Map<String, Lifetimes> byType) {
        return new RetentionPolicy(new Lifetimes(A_DAY, A_DAY, Lifetimes.FOREVER), byType);
    }
}
