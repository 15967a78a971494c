package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.testkit.contract.MixedHistory;
import dev.tidemark.testkit.contract.PatientWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the next opening by the same writer finds of a batch whose writer died, and what it makes of it. */
class CompletionTest {

    private static final long FIRST_OPENING = 1;

    private final TemporaryStore place = new TemporaryStore();
    private final List<Storage> open = new ArrayList<>();
    private final Server server = new Server(place.layout());

    @BeforeEach
    void writeOneBatch() {
        Storage storage = place.open();
        open.add(storage); // closed only in the end: its writer is taken to have died
        storage.eventWriter().append(MixedHistory.batch(0, 200));
    }

    @AfterEach
    void close() {
        open.reversed().forEach(Storage::close);
        server.close();
        place.close();
    }

    @Test
    void aBatchThatRollupsHaveIsLeftAlone() {
        assertWholeWhenOpenedAgain();
    }

    /** As after a crash between the table of events and each of the views, month by month. */
    @Test
    void whateverPartOfARollupIsMissingIsAddedAndNoOther() {
        RollupTables tables = new RollupTables(new ClickHouseDialect(), place.layout());
        List<RollupTable> all = BuiltInRollups.all().stream()
                .flatMap(rollup -> tables.of(rollup).stream())
                .toList();
        ClickHouseDialect dialect = new ClickHouseDialect();
        Passage passage = new Passage(server, new EventsTable(dialect), dialect, FIRST_OPENING + 10);
        passage.open();
        for (RollupTable table : all) {
            for (String month : List.of("202603", "202604")) {
                server.execute("taking a part away", "ALTER TABLE " + table.name() + " DROP PARTITION " + month);
                assertThat(new Completion(server, tables).completeLast(FIRST_OPENING, all, passage))
                        .isOne();
                assertThat(MixedHistory.wrongTables(open.getFirst())).isEmpty();
            }
        }
    }

    /** As after a crash before any of the views. */
    @Test
    void aBatchThatNoRollupHasIsAddedToAll() {
        tables().forEach(table -> server.execute("emptying a rollup", "TRUNCATE TABLE " + table));
        assertThat(MixedHistory.wrongTables(open.getFirst())).isNotEmpty();
        assertWholeWhenOpenedAgain();
    }

    /** As after a crash between two months of the events themselves: what is not stored is sent again, by its ids. */
    @Test
    void whatIsStoredOfABatchIsCountedAndNoMore() {
        tables().forEach(table -> server.execute("emptying a rollup", "TRUNCATE TABLE " + table));
        server.execute("taking a month away", "ALTER TABLE events DROP PARTITION 202604");
        Storage again = place.open();
        open.add(again);
        assertThat(MixedHistory.wrongTables(again)).isEmpty();
        assertThat(MixedHistory.counts(again).getFirst()).isBetween(1L, 199L);
    }

    /** What the died writer had sent and the server did not take up to now, it does not take any more. If it is alive, both take turns, each ending what the other had begun. */
    @Test
    void aWriterThatWasTakenForDeadHasItsNextBatchOnceAllTheSame() {
        Storage again = place.open();
        open.add(again);
        PatientWriter.write(open.getFirst(), MixedHistory.batch(200, 300));
        PatientWriter.write(again, MixedHistory.batch(300, 400));
        assertThat(MixedHistory.counts(again)).containsExactly(400L, 400L);
        assertThat(MixedHistory.wrongTables(again)).isEmpty();
    }

    private void assertWholeWhenOpenedAgain() {
        Storage again = place.open();
        open.add(again);
        assertThat(MixedHistory.counts(again)).containsExactly(200L, 200L);
        assertThat(MixedHistory.wrongTables(again)).isEmpty();
    }

    private static List<String> tables() {
        List<String> names = new ArrayList<>();
        for (RollupDefinition rollup : BuiltInRollups.all()) {
            for (Granularity granularity : rollup.granularities()) {
                names.add(RollupTable.name(rollup.name(), granularity));
            }
        }
        return names;
    }
}
