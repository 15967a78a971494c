package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class QueryTurnsTest {

    private static final QueryLimits LIMITS = new QueryLimits(Duration.ofSeconds(60), 10, 10, 1);

    private final WaitingStorage storage = new WaitingStorage();
    private final Turns turns = new Turns(LIMITS);
    private final QueryEngine engine = new QueryEngine(storage, LIMITS, turns);
    private final BehaviorEngine behavior = new BehaviorEngine(storage, LIMITS, turns);

    @Test
    void whoDoesNotGetATurnInTimeIsTurnedAwayAndTheStoreIsLeftInPeace() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Answer> first = threads.submit(() -> engine.answer(question(Duration.ofSeconds(60))));
            storage.begun.await();

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> engine.answer(question(Duration.ofMillis(1))))
                    .withMessageContaining("all 1 turns were taken")
                    .satisfies(e -> assertThat(e.category()).isEqualTo(StorageException.Category.OVERLOADED));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> behavior.answer(latest(Duration.ofMillis(1))))
                    .withMessageContaining("all 1 turns were taken");
            assertThat(storage.reads).hasValue(1);

            storage.mayEnd.countDown();
            assertThat(first.get().rows()).hasSize(1);
            assertThat(engine.answer(question(Duration.ofSeconds(60))).rows()).hasSize(1);
        }
    }

    private static BehaviorQuestion latest(Duration timeout) {
        Question other = question(timeout);
        LatestQuery query = new LatestQuery(
                other.tenant(),
                other.period().buckets().range(),
                Filter.ALL,
                Attribute.of(Field.DEVICE_ID),
                List.of(Attribute.of(Field.CITY)),
                1);
        return new BehaviorQuestion.Latest(query, other.period(), timeout);
    }

    private static Question question(Duration timeout) {
        TimeRange range = new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
        return new Question(
                new TenantId("acme"),
                Period.of(range, Granularity.NONE, ZoneOffset.UTC, DayOfWeek.MONDAY),
                List.of(new Measure.Direct("events", new Aggregate.Count())),
                List.of(),
                Filter.ALL,
                List.of(),
                10,
                Question.Blanks.AS_STORED,
                timeout);
    }
}
