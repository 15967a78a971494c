package dev.tidemark.storage.citus;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.StoredEventsStatement;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.rollup.RealTimeRows;
import dev.tidemark.testkit.pinned.PinnedFile;
import dev.tidemark.testkit.pinned.PinnedQuestion;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Questions as PostgreSQL has them, and what makes its tables, equal the files in {@code src/test/resources}; see {@link PinnedFile}. */
class PinnedSqlTest {

    private static final Dialect DIALECT = new PostgreSqlDialect(new RealTimeRows());

    @Test
    void questions() throws IOException {
        for (PinnedQuestion question : PinnedQuestion.all()) {
            assertPinned(
                    question.name(),
                    AggregateStatement.of(question.query(), question.plan(), EventsTable.NAME, DIALECT));
        }
    }

    @Test
    void pagesOfStoredEvents() throws IOException {
        StoredEventsStatement statement = new StoredEventsStatement(EventsTable.NAME, DIALECT);
        EventsRead read = new EventsRead(
                new TenantId("acme"),
                Optional.of(new EventPosition(PinnedQuestion.WEEK_OF_CLOCK_CHANGE.from(), new UUID(1, 2))),
                Optional.empty(),
                1000,
                Duration.ofSeconds(30));
        assertPinned("end_of_page_of_stored_events", statement.pageEnd(read, PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
        assertPinned("page_of_stored_events", statement.page(read, PinnedQuestion.WEEK_OF_CLOCK_CHANGE));
    }

    @Test
    void tables() throws IOException {
        String events = CitusSchema.create(new EventsTable(DIALECT)) + ";\n\n" + CitusSchema.INDEX + ";\n\n"
                + Partitions.create(YearMonth.of(2026, 12));
        PinnedFile.of("ddl/events.sql").assertHas(events + "\n");
    }

    private static void assertPinned(String name, Fragment fragment) throws IOException {
        String values =
                fragment.values().stream().map(value -> "-- ? " + value + "\n").collect(Collectors.joining());
        PinnedFile.of("sql/" + name + ".sql").assertHas(fragment.text() + "\n" + values);
    }
}
