package dev.tidemark.storage.embedded;

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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about behavior by one statement each. */
final class EmbeddedBehaviorReader implements BehaviorReader {

    private final Reads reads;
    private final Rollups rollups;
    private final Dialect dialect;

    EmbeddedBehaviorReader(Reads reads, Rollups rollups, Dialect dialect) {
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
                        row -> new RollingStatement.Change(row.getInt(1), row.getInt(2), row.getLong(3))));
        return RollingStatement.counts(query, changes);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return reads.rows(
                () -> CohortStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new CohortCount(row.getInt(1), row.getInt(2), row.getLong(3)));
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        FunnelCount count = new FunnelCount(query);
        reads.forEach(
                () -> FunnelStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> count.add(row.getLong(1), row.getLong(2), row.getLong(3), value(query.breakdown(), row)));
        return count.groups();
    }

    private static @Nullable Object value(Optional<Attribute> breakdown, ResultSet row) throws SQLException {
        return breakdown.isPresent() ? AggregateRowReader.dimension(breakdown.get(), 4, row) : null;
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        int first = 2 + query.dimensions().size();
        return reads.rows(
                () -> SessionStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new SessionRow(
                        row.getInt(1),
                        dimensions(query.dimensions(), row),
                        row.getLong(first),
                        row.getLong(first + 1),
                        row.getLong(first + 2),
                        whole(row.getObject(first + 3)),
                        AggregateRowReader.histogram(row.getObject(first + 4))));
    }

    private static List<@Nullable Object> dimensions(List<SessionDimension> dimensions, ResultSet row)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            values.add(
                    dimensions.get(i) instanceof SessionDimension.First(var attribute)
                            ? AggregateRowReader.dimension(attribute, 2 + i, row)
                            : row.getString(2 + i));
        }
        return values;
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return reads.rows(
                () -> PathStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new PathCount(texts(row.getArray(1).getArray()), row.getLong(2)));
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return reads.rows(
                () -> LatestStatement.of(query, EventsTable.NAME, dialect),
                timeout,
                row -> new LatestCount(
                        values(query.values(), row),
                        row.getLong(1 + query.values().size())));
    }

    private static List<@Nullable Object> values(List<Attribute> attributes, ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            values.add(AggregateRowReader.dimension(attributes.get(i), 1 + i, row));
        }
        return values;
    }

    private static List<String> texts(Object array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) array) {
            texts.add((String) text);
        }
        return texts;
    }

    private static BigInteger whole(@Nullable Object number) throws SQLException {
        return switch (number) {
            case BigInteger whole -> whole;
            case BigDecimal decimal -> decimal.toBigIntegerExact();
            case Long whole -> BigInteger.valueOf(whole);
            case Integer whole -> BigInteger.valueOf(whole);
            case null, default -> throw new SQLException("a sum came as " + number + ", expected a whole number");
        };
    }
}
