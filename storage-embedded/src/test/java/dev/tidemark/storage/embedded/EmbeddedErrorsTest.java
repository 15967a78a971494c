package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedErrorsTest {

    private final TemporaryStore place = new TemporaryStore();
    private final EmbeddedStorage storage = place.open();

    @AfterEach
    void remove() {
        storage.close();
        place.close();
    }

    @Test
    void aReadThatExceedsItsTimeIsCancelled() {
        storage.eventWriter().append(Samples.batch(0, 20_000));
        AggregateQuery query =
                Samples.query(List.of(), List.of(new Aggregate.Unique(Attribute.of(Field.USER_ID))), Filter.ALL);
        assertThat(categoryOf(() -> storage.aggregateReader()
                        .read(new AggregateRead(query, Plan.raw(Samples.RANGE), Duration.ofNanos(1)))))
                .isEqualTo(Category.OVERLOADED);
        assertThat(Samples.raw(storage, query)).hasSize(3);
    }

    @Test
    void aReadThatNeedsMoreMemoryThanThereIsIsRefusedAndTheStoreGoesOn() {
        try (TemporaryStore small = new TemporaryStore();
                EmbeddedStorage tight = EmbeddedStorage.open(
                        small.settings().withMemoryBytes(64 << 20).withSpillBytes(0), List.of(), Clock.systemUTC())) {
            for (int from = 0; from < 100_000; from += 5_000) {
                tight.eventWriter().append(Samples.longPages(from, from + 5_000));
            }
            Attribute page = Attribute.of(Field.PAGE_URL);
            AggregateQuery groups = Samples.query(List.of(page), List.of(new Aggregate.Count()), Filter.ALL);
            assertThat(categoryOf(() -> Samples.raw(tight, groups))).isEqualTo(Category.OVERLOADED);
            FunnelQuery funnel = new FunnelQuery(
                    Samples.TENANT,
                    Samples.RANGE,
                    Filter.ALL,
                    List.of(Filter.ALL),
                    FunnelQuery.Mode.ORDERED,
                    Duration.ofDays(1),
                    Optional.of(page));
            assertThat(categoryOf(() -> tight.behaviorReader().funnel(funnel, Duration.ofMinutes(1))))
                    .isEqualTo(Category.OVERLOADED);
            AggregateQuery count = Samples.query(List.of(), List.of(new Aggregate.Count()), Filter.ALL);
            assertThat(Samples.raw(tight, count)).isNotEmpty();
        }
    }

    @Test
    void aFilterNestedTooDeepIsAnInvalidQuery() {
        Filter filter = new Filter.Exists(Attribute.of(Field.CITY));
        for (int depth = 0; depth < 3_000; depth++) {
            filter = new Filter.Not(filter);
        }
        AggregateQuery query = Samples.query(List.of(), List.of(new Aggregate.Count()), filter);
        assertThat(categoryOf(() -> Samples.raw(storage, query))).isEqualTo(Category.INVALID_QUERY);
    }

    @Test
    void aClosedStoreIsUnavailable() {
        storage.close();
        assertThat(categoryOf(storage::check)).isEqualTo(Category.UNAVAILABLE);
        assertThat(categoryOf(() -> storage.eventWriter().append(Samples.batch(0, 1))))
                .isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void whatTheEngineSaysDecidesTheCategory() {
        assertThat(reading("Out of Memory Error: failed to allocate")).isEqualTo(Category.OVERLOADED);
        assertThat(reading("INTERRUPT Error: Interrupted!")).isEqualTo(Category.OVERLOADED);
        assertThat(reading("FATAL Error: Failed: database has been invalidated"))
                .isEqualTo(Category.UNAVAILABLE);
        assertThat(reading("IO Error: Could not set lock on file")).isEqualTo(Category.UNAVAILABLE);
        assertThat(reading("Binder Error: Referenced column")).isEqualTo(Category.INTERNAL);
        assertThat(writing("Conversion Error: Could not convert")).isEqualTo(Category.REFUSED);
        assertThat(writing("TransactionContext Error: Failed to commit: Could not write file: No space left on device"))
                .isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void aStatementThatFailsLeavesTheStoreUsable() {
        assertThatThrownBy(() -> storage.database().read("asking for nothing", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("SELECT nothing");
                    }
                }))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("asking for nothing: Binder Error");
        storage.check();
    }

    private static Category reading(String message) {
        return EmbeddedErrors.whileReading("reading", new SQLException(message)).category();
    }

    private static Category writing(String message) {
        return EmbeddedErrors.whileWriting("writing", new SQLException(message)).category();
    }

    private static Category categoryOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(StorageException.class, call).category();
    }
}
