package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.StoredEventsStatement;
import dev.tidemark.testkit.pinned.PinnedFile;
import dev.tidemark.testkit.pinned.PinnedQuestion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Composed SQL equals the files in {@code src/test/resources/sql}; see {@link PinnedFile}. */
class PinnedSqlTest {

    private static final EmbeddedDialect DIALECT = new EmbeddedDialect();

    @Test
    void questions() throws IOException {
        for (PinnedQuestion question : PinnedQuestion.all()) {
            assertPinned(
                    question.name(),
                    AggregateStatement.of(question.query(), question.plan(), EventsTable.NAME, DIALECT));
        }
    }

    @Test
    void rollupsFilledFromEventsAndMerged() throws IOException {
        RollupTable table = new RollupTable(BuiltInRollups.REVENUE, Granularity.HOUR, DIALECT);
        assertPinned(
                "rollup_filled_from_events", table.ofEvents(EventsTable.NAME, PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
        assertPinned("rollup_merged", table.merged(PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
    }

    @Test
    void pageOfStoredEvents() throws IOException {
        StoredEventsStatement statement = new StoredEventsStatement(EventsTable.NAME, DIALECT);
        EventPosition after = EventPosition.parse("2026-03-26T10:00:00.001Z/0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab");
        EventsRead read = new EventsRead(
                new TenantId("acme"),
                Optional.of(after),
                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                1000,
                Duration.ofSeconds(30));
        assertPinned("end_of_page_of_stored_events", statement.pageEnd(read, PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
        assertPinned("page_of_stored_events", statement.page(read, PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
    }

    @Test
    void inserts() throws IOException {
        RollupTable table = new RollupTable(BuiltInRollups.REVENUE, Granularity.HOUR, DIALECT);
        assertPinned("insert_events", Fragment.of(new EventsTable(DIALECT).insertBatch()));
        assertPinned("insert_rollup", Fragment.of(new RollupInsert(table, DIALECT).statement()));
    }

    private static void assertPinned(String name, Fragment fragment) throws IOException {
        String values =
                fragment.values().stream().map(value -> "-- ? " + value + "\n").collect(Collectors.joining());
        PinnedFile.of("sql/" + name + ".sql").assertHas(fragment.text() + "\n" + values);
    }
}
