package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.testkit.pinned.PinnedFile;
import dev.tidemark.testkit.pinned.PinnedQuestion;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Questions as this dialect has them equal the files in {@code src/test/resources/sql}; see {@link PinnedFile}. */
class PinnedSqlTest {

    private static final ClickHouseDialect DIALECT = new ClickHouseDialect();

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

    private static void assertPinned(String name, Fragment fragment) throws IOException {
        Rendered rendered = Rendered.of(fragment);
        String parameters = rendered.parameters().entrySet().stream()
                .map(parameter -> "-- " + parameter.getKey() + " " + parameter.getValue() + "\n")
                .collect(Collectors.joining());
        PinnedFile.of("sql/" + name + ".sql").assertHas(rendered.text() + "\n" + parameters);
    }
}
