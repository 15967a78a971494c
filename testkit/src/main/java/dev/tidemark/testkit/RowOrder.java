package dev.tidemark.testkit;

import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.storage.AggregateRow;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The total order of rows: the keys asked for, then the bucket, then every dimension; absent values last in either direction. */
final class RowOrder implements Comparator<AggregateRow> {

    /** Value by value ascending, absent ones last, a shorter list before what it begins. */
    static final Comparator<List<@Nullable Object>> VALUES_ASCENDING = RowOrder::compareLists;

    /** The same for texts alone. */
    static final Comparator<List<String>> TEXTS_ASCENDING = RowOrder::compareLists;

    private final List<Ordering> keys;

    RowOrder(List<Ordering> keys) {
        this.keys = keys;
    }

    @Override
    public int compare(AggregateRow left, AggregateRow right) {
        for (Ordering key : keys) {
            int order = compareBy(key, left, right);
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.bucket(), right.bucket());
        for (int i = 0; order == 0 && i < left.dimensions().size(); i++) {
            order = compareValues(left.dimensions().get(i), right.dimensions().get(i), false);
        }
        return order;
    }

    private static int compareLists(List<? extends @Nullable Object> left, List<? extends @Nullable Object> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareValues(left.get(i), right.get(i), false);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareBy(Ordering key, AggregateRow left, AggregateRow right) {
        return switch (key) {
            case Ordering.ByBucket bucket -> compareValues(left.bucket(), right.bucket(), bucket.descending());
            case Ordering.ByDimension(int position, boolean descending) ->
                compareValues(
                        left.dimensions().get(position), right.dimensions().get(position), descending);
            case Ordering.ByMeasure(int position, boolean descending) ->
                compareValues(left.values().get(position), right.values().get(position), descending);
        };
    }

    private static int compareValues(@Nullable Object left, @Nullable Object right, boolean descending) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        int order = comparePresent(left, right);
        return descending ? -order : order;
    }

    private static int comparePresent(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        if (left instanceof Double a && right instanceof Double b && (a.isInfinite() || b.isInfinite())) {
            return Double.compare(a, b);
        }
        return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
}
