package dev.tidemark.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The buckets of a range: in order, without gaps or overlaps, together exactly the range. Computed here once; stores receive
 * instants and do no zone arithmetic.
 *
 * <p>Days, weeks and months begin at the first instant of their first local date, so a day may have 23 or 25 hours. Minutes and
 * hours begin where the local clock shows a multiple of them; a clock change in the middle of one ends it, so that two passes of
 * the same local hour are two buckets.
 */
public record Buckets(List<Bucket> list) {

    /** More buckets than this are refused: no reader could use them, and each costs memory in the store. */
    public static final int MAX = 50_000;

    public Buckets {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("no buckets, expected at least one");
        }
        for (int i = 1; i < list.size(); i++) {
            if (!list.get(i - 1).range().to().equals(list.get(i).range().from())) {
                throw new IllegalArgumentException(
                        "bucket " + list.get(i) + " does not begin where the one before ends: " + list.get(i - 1));
            }
        }
    }

    /**
     * Cuts a range into buckets.
     *
     * @param weekStart the first day of a week; looked at only for {@link Granularity#WEEK}
     * @throws IllegalArgumentException if there would be more than {@link #MAX}
     */
    public static Buckets of(TimeRange range, Granularity granularity, ZoneId zone, DayOfWeek weekStart) {
        requireNonNull(range, "range is null");
        if (granularity == Granularity.NONE) {
            return new Buckets(List.of(new Bucket(range.from(), range)));
        }
        requireFewerThanMax(range, granularity);
        BucketStarts starts = BucketStarts.of(granularity, zone, weekStart);
        List<Bucket> buckets = new ArrayList<>();
        Instant start = starts.atOrBefore(range.from());
        while (start.isBefore(range.to())) {
            Instant next = starts.after(start);
            Bucket bucket = new Bucket(start, new TimeRange(later(start, range.from()), earlier(next, range.to())));
            buckets.add(bucket);
            start = next;
        }
        return new Buckets(buckets);
    }

    public int size() {
        return list.size();
    }

    public Bucket get(int index) {
        return list.get(index);
    }

    /** The range that the buckets cover together. */
    public TimeRange range() {
        return new TimeRange(
                list.getFirst().range().from(), list.getLast().range().to());
    }

    /** The position of the bucket that holds the instant, or -1 where it is outside the range. */
    public int indexOf(Instant instant) {
        if (!range().contains(instant)) {
            return -1;
        }
        int low = 0;
        int high = list.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (list.get(middle).range().from().isAfter(instant)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private static void requireFewerThanMax(TimeRange range, Granularity granularity) {
        long expected = range.length().dividedBy(granularity.nominalLength());
        if (expected > MAX - 2) {
            throw new IllegalArgumentException("granularity '" + granularity.label() + "' makes about " + expected
                    + " buckets of this range, expected at most " + MAX + "; ask for a shorter range or wider buckets");
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
