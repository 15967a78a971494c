package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** The rows that a segment of a plan gives to a query: those of the tenant, the ranges and the filter, with what the query needs. */
final class SegmentRows {

    private final AggregateQuery query;
    private final String events;
    private final Dialect dialect;
    private final Aggregation aggregation;

    SegmentRows(AggregateQuery query, String events, Dialect dialect) {
        this.query = query;
        this.events = events;
        this.dialect = dialect;
        this.aggregation = new Aggregation(dialect);
    }

    /** One row per event: bucket, dimensions, and what each aggregate looks at. */
    Fragment ofEvents(List<TimeRange> ranges) {
        Columns columns = Columns.ofEvents(dialect);
        Fragment timestamp = Fragment.of(dialect.quote(Field.TIMESTAMP.label()));
        List<Fragment> selected = keys(timestamp, columns);
        for (int i = 0; i < query.aggregates().size(); i++) {
            String name = AggregateStatement.measure(i);
            aggregation.value(query.aggregates().get(i), columns).ifPresent(value -> selected.add(value.as(name)));
        }
        Fragment tenant = Fragment.of(dialect.quote(Field.TENANT_ID.label()));
        Fragment source = Fragment.of(dialect.quote(events));
        return select(selected, source, tenant, Times.in(ranges, timestamp, dialect), query.filter(), columns);
    }

    /** Rows aggregated in part, one or several per group; distinct values are not counted yet but listed. */
    Fragment partial(Segment segment) {
        return switch (segment.source()) {
            case Source.Raw() -> partialOfEvents(segment.ranges());
            case Source.Rollup(var definition, var granularity) ->
                partialOfRollup(new RollupTable(definition, granularity, dialect), segment.ranges());
        };
    }

    private Fragment partialOfEvents(List<TimeRange> ranges) {
        List<Fragment> keys = new ArrayList<>(List.of(Fragment.of(AggregateStatement.BUCKET)));
        for (int i = 0; i < query.dimensions().size(); i++) {
            keys.add(Fragment.of(AggregateStatement.dimension(i)));
        }
        List<Fragment> selected = new ArrayList<>(keys);
        for (int i = 0; i < query.aggregates().size(); i++) {
            Fragment name = Fragment.of(AggregateStatement.measure(i));
            if (query.aggregates().get(i).unfiltered() instanceof Aggregate.Unique) {
                keys.add(name);
                selected.add(name);
            } else {
                selected.add(
                        aggregation.overEvents(query.aggregates().get(i), name).as(name.text()));
            }
        }
        return Fragment.of(
                "SELECT {} FROM (\n  {}\n  ) AS e GROUP BY {}",
                Fragment.join(", ", selected),
                ofEvents(ranges),
                Fragment.join(", ", keys));
    }

    private Fragment partialOfRollup(RollupTable table, List<TimeRange> ranges) {
        List<Fragment> selected = keys(table.bucket(), table);
        for (int i = 0; i < query.aggregates().size(); i++) {
            selected.add(partial(query.aggregates().get(i), table).as(AggregateStatement.measure(i)));
        }
        Fragment time = Times.in(ranges, table.bucket(), dialect);
        Filter remainder = table.definition().remainder(query.filter());
        Fragment source = dialect.rollupRows(table, query.tenant(), Times.around(ranges));
        return select(selected, source, table.tenant(), time, remainder, table);
    }

    private Fragment select(
            List<Fragment> selected, Fragment source, Fragment tenant, Fragment time, Filter filter, Columns columns) {
        Fragment rows = Fragment.of(
                "SELECT {}\n  FROM {}\n  WHERE {} = {}\n    AND {}",
                Fragment.join(", ", selected),
                source,
                tenant,
                Fragment.value(query.tenant().value()),
                time);
        return filter.equals(Filter.ALL)
                ? rows
                : Fragment.of("{}\n    AND {}", rows, new Conditions(dialect, columns).of(filter));
    }

    private Fragment partial(Aggregate aggregate, RollupTable table) {
        return switch (aggregate) {
            case Aggregate.Unique(var attribute) -> table.of(attribute);
            case Aggregate.Filtered(var filtered, var filter) ->
                aggregation.partialWhere(
                        table.definition().remainder(filter), filtered, partial(filtered, table), table);
            default -> table.of(aggregate);
        };
    }

    private List<Fragment> keys(Fragment timestamp, Columns columns) {
        List<Fragment> keys = new ArrayList<>();
        keys.add(BucketPosition.of(query.buckets(), timestamp, dialect).as(AggregateStatement.BUCKET));
        for (int i = 0; i < query.dimensions().size(); i++) {
            keys.add(columns.of(query.dimensions().get(i)).as(AggregateStatement.dimension(i)));
        }
        return keys;
    }
}
