package dev.tidemark.domain.query;

/**
 * One key that rows are sorted by. After all keys asked for, rows are sorted by bucket and then by every dimension in turn,
 * ascending, so that the order is total. Absent values come last in either direction.
 */
public sealed interface Ordering {

    boolean descending();

    /** By the bucket's start. */
    record ByBucket(boolean descending) implements Ordering {}

    /** By the dimension at this position; text by code point. */
    record ByDimension(int position, boolean descending) implements Ordering {}

    /** By the aggregate (of a read) or measure (of a query) at this position. */
    record ByMeasure(int position, boolean descending) implements Ordering {}
}
