package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.RollupSource;
import dev.tidemark.storage.sql.postgresql.rollup.ActivitySketches;
import dev.tidemark.testkit.pinned.PinnedFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes the hypertable and the continuous aggregates equals the files in {@code src/test/resources}; see {@link PinnedFile}. */
class PinnedDdlTest {

    private static final Dialect DIALECT = new PostgreSqlDialect(RollupSource.TABLES);

    @Test
    void hypertable() throws IOException {
        TimescaleSettings settings = TimescaleSettings.of(PostgreSqlSettings.of("postgresql://localhost", "tidemark"));
        assertPinned("events", new Hypertable(new EventsTable(DIALECT), settings, Edition.FULL).creation().stream());
    }

    @Test
    void continuousAggregates() throws IOException {
        for (RollupDefinition rollup : BuiltInRollups.all()) {
            List<RollupTable> tables = RollupTable.of(rollup, DIALECT).toList();
            assertPinned(
                    rollup.name(),
                    ContinuousAggregate.of(tables, DIALECT).stream()
                            .flatMap(aggregate -> aggregate.creation(List.of()).stream()));
        }
    }

    @Test
    void sketches() throws IOException {
        List<RollupTable> tables =
                RollupTable.of(BuiltInRollups.ACTIVITY, DIALECT).toList();
        assertPinned(
                "activity_with_sketches",
                ContinuousAggregate.of(tables, DIALECT).stream()
                        .flatMap(aggregate ->
                                aggregate
                                        .creation(List.of(ActivitySketches.DEVICES, ActivitySketches.TOP_DEVICES))
                                        .stream()));
    }

    private static void assertPinned(String name, Stream<String> statements) throws IOException {
        PinnedFile.of("ddl/" + name + ".sql").assertHas(String.join(";\n\n", statements.toList()) + "\n");
    }
}
