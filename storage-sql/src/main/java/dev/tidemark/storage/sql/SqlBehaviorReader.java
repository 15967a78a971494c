package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestCount;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathCount;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.storage.BehaviorReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about behavior by one statement each. */
public final class SqlBehaviorReader implements BehaviorReader {

    /** Of a union some databases order the last part alone. */
    private static final Comparator<CohortCount> BY_COHORT =
            Comparator.comparingInt(CohortCount::cohort).thenComparingInt(CohortCount::bucket);

    private final StatementReader statements;
    private final KeptRollups<?> rollups;
    private final String events;
    private final Dialect dialect;

    /** @param events the table of events */
    public SqlBehaviorReader(StatementReader statements, KeptRollups<?> rollups, String events, Dialect dialect) {
        this.statements = statements;
        this.rollups = rollups;
        this.events = events;
        this.dialect = dialect;
    }

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        List<RollingStatement.Stretch> stretches = rollups.reading(
                plan,
                stored -> statements.rows(
                        () -> RollingStatement.of(query, stored, events, dialect),
                        timeout,
                        row -> new RollingStatement.Stretch(row.position(1), row.position(2), row.number(3))));
        return RollingStatement.counts(query, stretches);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        List<CohortCount> counts = statements.rows(
                () -> CohortStatement.of(query, events, dialect),
                timeout,
                row -> new CohortCount(row.position(1), row.position(2), row.number(3)));
        return counts.stream().sorted(BY_COHORT).toList();
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        FunnelCount count = new FunnelCount(query);
        statements.stream(
                () -> FunnelStatement.of(query, events, dialect),
                timeout,
                row -> count.add(row.number(1), row.number(2), row.number(3), value(query.breakdown(), row)));
        return count.groups();
    }

    private static @Nullable Object value(Optional<Attribute> breakdown, Row row) {
        return breakdown.isPresent() ? RowValues.dimension(breakdown.get(), 4, row) : null;
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        int first = 2 + query.dimensions().size();
        return statements.rows(
                () -> SessionStatement.of(query, events, dialect),
                timeout,
                row -> new SessionRow(
                        row.position(1),
                        dimensions(query.dimensions(), row),
                        row.number(first),
                        row.number(first + 1),
                        row.number(first + 2),
                        row.big(first + 3),
                        row.histogram(first + 4)));
    }

    private static List<@Nullable Object> dimensions(List<SessionDimension> dimensions, Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            values.add(
                    dimensions.get(i) instanceof SessionDimension.First(var attribute)
                            ? RowValues.dimension(attribute, 2 + i, row)
                            : row.text(2 + i));
        }
        return values;
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return statements.rows(
                () -> PathStatement.of(query, events, dialect),
                timeout,
                row -> new PathCount(row.texts(1), row.number(2)));
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return statements.rows(
                () -> LatestStatement.of(query, events, dialect),
                timeout,
                row -> new LatestCount(
                        RowValues.dimensions(query.values(), 1, row),
                        row.number(1 + query.values().size())));
    }
}
