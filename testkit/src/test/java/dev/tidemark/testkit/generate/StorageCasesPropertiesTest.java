package dev.tidemark.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Cases are worth their time: most answers say something, and many plans use rollups and raw events both. */
class StorageCasesPropertiesTest {

    private static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    private static final List<RollupCoverage> ROLLUPS = BuiltInRollups.all().stream()
            .map(rollup -> new RollupCoverage(rollup, List.of(ALWAYS)))
            .toList();

    @Property(tries = 1000)
    void mostAnswersSaySomething(@ForAll(supplier = StorageCases.class) StorageCase sample) {
        Tenants tenants = Tenants.fresh();
        AggregateQuery query = sample.query(tenants.get(0));
        List<AggregateRow> rows = answer(sample.events(tenants), query);
        Statistics.label("groups")
                .collect(rows.size() > 1 ? "several" : rows.isEmpty() ? "none" : "one")
                .coverage(coverage -> coverage.check("several").percentage(share -> share > 25));
        Statistics.label("absent dimension")
                .collect(rows.stream().anyMatch(row -> row.dimensions().stream().anyMatch(Objects::isNull)))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
        Statistics.label("limit cuts").collect(rows.size() == query.limit()).coverage(coverage -> coverage.check(true)
                .percentage(share -> share > 5));
    }

    @Property(tries = 1000)
    void manyPlansUseRollups(@ForAll(supplier = StorageCases.ForRollups.class) StorageCase sample) {
        Plan plan = new Planner().plan(sample.query(Tenants.fresh().get(0)), ROLLUPS);
        boolean hasRaw = plan.segments().stream().anyMatch(segment -> segment.source() instanceof Source.Raw);
        boolean hasRollup = plan.segments().stream().anyMatch(segment -> segment.source() instanceof Source.Rollup);
        Statistics.label("served by")
                .collect(hasRaw && hasRollup ? "both" : hasRaw ? "raw" : "rollup")
                .coverage(coverage -> {
                    coverage.check("both").percentage(share -> share > 15);
                    coverage.check("rollup").percentage(share -> share > 10);
                });
    }

    @Property(tries = 300)
    void noTwoEventsOfACaseAreTheSame(@ForAll(supplier = StorageCases.class) StorageCase sample) {
        List<Event> events = sample.events(Tenants.fresh());
        for (Event one : events) {
            assertThat(events.stream().filter(other -> other.key().isSameEvent(one.key())))
                    .hasSize(1);
        }
    }

    private static List<AggregateRow> answer(List<Event> events, AggregateQuery query) {
        ReferenceStorage storage = new ReferenceStorage();
        if (!events.isEmpty()) {
            storage.append(new EventBatch(events));
        }
        Plan plan = Plan.raw(query.buckets().range());
        return storage.read(new AggregateRead(query, plan, Duration.ofMinutes(1)))
                .rows();
    }
}
