package dev.tidemark.query.answer;

import dev.tidemark.domain.query.Ordering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group with its measures derived. */
record Group(int bucket, List<@Nullable Object> dimensions, List<@Nullable Object> measures) {

    /** The order that {@link Ordering} describes: the keys asked for, then bucket, then every dimension. */
    static Comparator<Group> order(List<Ordering> keys, int dimensions) {
        List<Ordering> all = new ArrayList<>(keys);
        all.add(new Ordering.ByBucket(false));
        for (int i = 0; i < dimensions; i++) {
            all.add(new Ordering.ByDimension(i, false));
        }
        return all.stream().map(Group::by).reduce(Comparator::thenComparing).orElseThrow();
    }

    private static Comparator<Group> by(Ordering key) {
        return switch (key) {
            case Ordering.ByBucket bucket -> {
                Comparator<Group> ascending = Comparator.comparingInt(Group::bucket);
                yield bucket.descending() ? ascending.reversed() : ascending;
            }
            case Ordering.ByDimension dimension ->
                (left, right) -> Numbers.compare(
                        left.dimensions.get(dimension.position()),
                        right.dimensions.get(dimension.position()),
                        dimension.descending());
            case Ordering.ByMeasure measure ->
                (left, right) -> Numbers.compare(
                        left.measures.get(measure.position()),
                        right.measures.get(measure.position()),
                        measure.descending());
        };
    }
}
