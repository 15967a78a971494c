package dev.tidemark.storage.sql;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Ordering;
import java.util.ArrayList;
import java.util.List;

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
    private final Aggregation aggregation;

    private AggregateStatement(AggregateQuery query, Dialect dialect) {
        this.query = query;
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
        List<Fragment> measures = new ArrayList<>();
        for (int i = 0; i < query.aggregates().size(); i++) {
            Aggregate aggregate = query.aggregates().get(i);
            Fragment column = Fragment.of(measure(i));
            measures.add((raw ? aggregation.overEvents(aggregate, column) : aggregation.overPartials(aggregate, column))
                    .as(measure(i)));
        }
        Fragment from = raw
                ? rows.ofEvents(plan.segments().getFirst().ranges())
                : Fragment.join(
                        "\n  UNION ALL\n  ",
                        plan.segments().stream().map(rows::partial).toList());
        return Fragment.of(
                "SELECT {}\nFROM (\n  {}\n) AS r{}\nORDER BY {}\nLIMIT {}",
                selected(measures),
                from,
                grouping(),
                order(),
                Fragment.value((long) query.limit()));
    }

    private Fragment selected(List<Fragment> measures) {
        List<Fragment> selected = new ArrayList<>();
        selected.add(isSingleGroup() ? Fragment.of(ONLY_BUCKET).as(BUCKET) : Fragment.of(BUCKET));
        selected.addAll(dimensions());
        selected.addAll(measures);
        return Fragment.join(", ", selected);
    }

    private Fragment grouping() {
        if (isSingleGroup()) {
            return Fragment.of("");
        }
        List<Fragment> keys = new ArrayList<>(List.of(Fragment.of(BUCKET)));
        keys.addAll(dimensions());
        return Fragment.of("\nGROUP BY {}", Fragment.join(", ", keys));
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
        dimensions().forEach(dimension -> keys.add(Fragment.of("{} NULLS LAST", dimension)));
        return Fragment.join(", ", keys);
    }

    private List<Fragment> dimensions() {
        List<Fragment> dimensions = new ArrayList<>();
        for (int i = 0; i < query.dimensions().size(); i++) {
            dimensions.add(Fragment.of(dimension(i)));
        }
        return dimensions;
    }
}
