package dev.tidemark.storage.clickhouse;

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
import dev.tidemark.storage.sql.CohortStatement;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.FunnelCount;
import dev.tidemark.storage.sql.FunnelStatement;
import dev.tidemark.storage.sql.LatestStatement;
import dev.tidemark.storage.sql.PathStatement;
import dev.tidemark.storage.sql.RollingStatement;
import dev.tidemark.storage.sql.SessionStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about behavior by one statement each. */
final class ClickHouseBehaviorReader implements BehaviorReader {

    /** Of a union the engine orders the last part alone. */
    private static final Comparator<CohortCount> BY_COHORT =
            Comparator.comparingInt(CohortCount::cohort).thenComparingInt(CohortCount::bucket);

    private final Reads reads;
    private final Rollups rollups;
    private final Dialect dialect;

    ClickHouseBehaviorReader(Reads reads, Rollups rollups, Dialect dialect) {
        this.reads = reads;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        List<RollingStatement.Change> changes = rollups.reading(
                plan,
                stored -> reads.rows(
                        () -> RollingStatement.of(query, stored, EventsTable.NAME, dialect),
                        timeout,
                        row -> new RollingStatement.Change(row.position(1), row.position(2), row.number(3))));
        return RollingStatement.counts(query, changes);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        List<CohortCount> counts = reads.rows(
                () -> CohortStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new CohortCount(row.position(1), row.position(2), row.number(3)));
        return counts.stream().sorted(BY_COHORT).toList();
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        FunnelCount count = new FunnelCount(query);
        reads.forEach(
                () -> FunnelStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> count.add(row.number(1), row.number(2), row.number(3), value(query.breakdown(), row)));
        return count.groups();
    }

    private static @Nullable Object value(Optional<Attribute> breakdown, Row row) {
        return breakdown.isPresent() ? AggregateRowReader.dimension(breakdown.get(), 4, row) : null;
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        int first = 2 + query.dimensions().size();
        return reads.rows(
                () -> SessionStatement.of(query, EventsTable.NAME, dialect),
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
                            ? AggregateRowReader.dimension(attribute, 2 + i, row)
                            : row.text(2 + i));
        }
        return values;
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return reads.rows(
                () -> PathStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new PathCount(row.texts(1), row.number(2)));
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return reads.rows(
                () -> LatestStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new LatestCount(
                        values(query.values(), row),
                        row.number(1 + query.values().size())));
    }

    private static List<@Nullable Object> values(List<Attribute> attributes, Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            values.add(AggregateRowReader.dimension(attributes.get(i), 1 + i, row));
        }
        return values;
    }
}
