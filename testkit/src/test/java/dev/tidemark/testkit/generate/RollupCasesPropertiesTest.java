package dev.tidemark.testkit.generate;

import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Whatever the two definitions demand of the events, a case can be made, and many of its questions are for them. */
class RollupCasesPropertiesTest {

    private static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    @Property(tries = 2000)
    void manyQuestionsAreForTheDefinitions(@ForAll(supplier = RollupCase.Any.class) RollupCase sample) {
        List<AggregateQuery> queries = sample.queries(Tenants.fresh().get(0));
        Statistics.label("answered by a definition")
                .collect(isForRollup(sample.first(), queries) && isForRollup(sample.second(), queries))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 60));
    }

    private static boolean isForRollup(RollupDefinition definition, List<AggregateQuery> queries) {
        List<RollupCoverage> rollups = List.of(new RollupCoverage(definition, List.of(ALWAYS)));
        return queries.stream()
                .flatMap(query -> new Planner().plan(query, rollups).segments().stream())
                .anyMatch(segment -> segment.source() instanceof Source.Rollup);
    }
}
