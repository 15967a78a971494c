package dev.tidemark.storage.sql;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Ordering;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An aggregate query over a plan as one statement. Its rows are the position of the bucket, the dimensions and the aggregates, each
 * in the order of the query.
 *
 * <p>A plan of raw events alone is aggregated at once. Otherwise each segment gives rows aggregated in part, raw ones as rollups
 * would hold them, and their union is aggregated once; so distinct values are counted over rollups and raw events together.
 */
public final class AggregateStatement {

    static final String BUCKET = "bucket_no";

    /** An aggregate, so that without groups there is one row whatever else is asked for. */
    private static final String ONLY_BUCKET = "coalesce(min(" + BUCKET + "), 0)";

    private final AggregateQuery query;
    private final Dialect dialect;
    private final Aggregation aggregation;

    private AggregateStatement(AggregateQuery query, Dialect dialect) {
        this.query = query;
        this.dialect = dialect;
        this.aggregation = new Aggregation(dialect);
    }

    /**
     * Composes the statement.
     *
     * @param events the table of events
     * @throws IllegalArgumentException if the filter is nested too deep
     */
    public static Fragment of(AggregateQuery query, Plan plan, String events, Dialect dialect) {
        return new AggregateStatement(query, dialect).compose(plan, new SegmentRows(query, events, dialect));
    }

    static String dimension(int position) {
        return "d" + (position + 1);
    }

    static String measure(int position) {
        return "m" + (position + 1);
    }

    private Fragment compose(Plan plan, SegmentRows rows) {
        boolean raw = plan.segments().size() == 1 && plan.segments().getFirst().source() instanceof Source.Raw;
        return Fragment.of(
                "{}\nORDER BY {}\nLIMIT {}",
                raw ? ofEvents(rows.ofEvents(plan.segments().getFirst().ranges())) : ofParts(plan, rows),
                order(),
                Fragment.value((long) query.limit()));
    }

    private Fragment ofEvents(Fragment events) {
        List<Fragment> selected = new ArrayList<>();
        selected.add(isSingleGroup() ? Fragment.of(ONLY_BUCKET).as(BUCKET) : Fragment.of(BUCKET));
        dimensions().forEach(dimension -> selected.add(Fragment.of(dimension)));
        for (int i = 0; i < query.aggregates().size(); i++) {
            String name = measure(i);
            selected.add(aggregation
                    .overEvents(query.aggregates().get(i), Fragment.of(name))
                    .as(name));
        }
        return Fragment.of(
                "SELECT {}\nFROM (\n  {}\n) AS r" + (isSingleGroup() ? "" : "\nGROUP BY " + String.join(", ", keys())),
                Fragment.join(", ", selected),
                events);
    }

    private Fragment ofParts(Plan plan, SegmentRows rows) {
        List<MergedRows.Measure> measures = IntStream.range(
                        0, query.aggregates().size())
                .mapToObj(i -> new MergedRows.Measure(query.aggregates().get(i), measure(i)))
                .toList();
        List<String> keys = isSingleGroup() ? List.of() : keys();
        Fragment parts = Fragment.join(
                "\n  UNION ALL\n  ", plan.segments().stream().map(rows::partial).toList());
        List<String> selected = new ArrayList<>(isSingleGroup() ? List.of("0 AS " + BUCKET) : keys);
        measures.forEach(measure -> selected.add(measure.column()));
        return Fragment.of(
                "SELECT " + String.join(", ", selected) + "\nFROM (\n{}\n) AS r",
                new MergedRows(keys, measures, dialect).of(parts));
    }

    private List<String> keys() {
        return Stream.concat(Stream.of(BUCKET), dimensions().stream()).toList();
    }

    /** Without groups there is one row, also of no events. */
    private boolean isSingleGroup() {
        return query.dimensions().isEmpty() && query.buckets().size() == 1;
    }

    private Fragment order() {
        List<Fragment> keys = new ArrayList<>();
        for (Ordering key : query.order()) {
            keys.add(Fragment.of(switch (key) {
                        case Ordering.ByBucket bucket -> BUCKET;
                        case Ordering.ByDimension(var position, var descending) -> dimension(position);
                        case Ordering.ByMeasure(var position, var descending) -> measure(position);
                    }
                    + (key.descending() ? " DESC NULLS LAST" : " NULLS LAST")));
        }
        keys.add(Fragment.of(BUCKET));
        dimensions().forEach(dimension -> keys.add(Fragment.of(dimension + " NULLS LAST")));
        return Fragment.join(", ", keys);
    }

    private List<String> dimensions() {
        return IntStream.range(0, query.dimensions().size())
                .mapToObj(AggregateStatement::dimension)
                .toList();
    }
}
