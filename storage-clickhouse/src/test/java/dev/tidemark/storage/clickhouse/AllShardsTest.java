package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Stage;
import dev.tidemark.domain.storage.StorageFigures.Table;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AllShardsTest {

    private static final RollupDefinition ACTIVITY = BuiltInRollups.all().get(0);
    private static final RollupDefinition OTHER = BuiltInRollups.all().get(1);

    @Test
    void aRollupAnswersForWhatIsCompleteInEveryShard() {
        List<RollupCoverage> one = List.of(
                new RollupCoverage(ACTIVITY, List.of(days(1, 10), days(20, 25))),
                new RollupCoverage(OTHER, List.of(days(1, 10))));
        List<RollupCoverage> two = List.of(new RollupCoverage(ACTIVITY, List.of(days(5, 22))));
        assertThat(AllShards.coverage(List.of(one, two)))
                .containsExactly(new RollupCoverage(ACTIVITY, List.of(days(5, 10), days(20, 22))));
    }

    @Test
    void tablesOfOneNameAreAddedUpAndARollupIsAsFarAsItsLastShard() {
        StorageFigures one = figures(10, Stage.COMPLETE, "a", 2);
        StorageFigures two = figures(5, Stage.FILLING, "b", 3);
        StorageFigures all = AllShards.figures(List.of(one, two));
        assertThat(all.events()).isEqualTo(15);
        assertThat(all.bytes()).isEqualTo(1500);
        assertThat(all.tables())
                .containsExactly(
                        new Table("events", 15, OptionalLong.of(1500), OptionalLong.empty(), OptionalLong.of(2)));
        assertThat(all.rollups()).singleElement().satisfies(rollup -> {
            assertThat(rollup.stage()).isEqualTo(Stage.FILLING);
            assertThat(rollup.eventsFilled()).isEqualTo(15);
        });
        assertThat(all.running()).extracting(StorageFigures.Running::id).containsExactly("b", "a");
    }

    private static StorageFigures figures(long events, Stage stage, String running, int seconds) {
        Table table =
                new Table("events", events, OptionalLong.of(events * 100), OptionalLong.empty(), OptionalLong.of(1));
        StorageFigures.Rollup rollup =
                new StorageFigures.Rollup(ACTIVITY, stage, List.of(days(1, 2)), events, events, List.of());
        return new StorageFigures(
                events,
                events * 100,
                List.of(table),
                List.of(rollup),
                List.of(),
                List.of(new StorageFigures.Running(
                        running, Duration.ofSeconds(seconds), OptionalLong.empty(), OptionalLong.empty())));
    }

    private static TimeRange days(int from, int to) {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        return new TimeRange(start.plus(Duration.ofDays(from)), start.plus(Duration.ofDays(to)));
    }
}
