package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.FunnelQuery.Mode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a funnel of the rows of {@link FunnelStatement}, added in their order. Holds the events of one actor at a time.
 *
 * <p>For each step it carries the latest first event of an attempt that came to the step before: where that one is too long ago, any other is, too. So an event is
 * looked at once per step, and yet every attempt is tried.
 */
public final class FunnelCount {

    private static final int NONE = -1;

    private final FunnelQuery query;
    private final int steps;
    private final long window;
    private final Map<@Nullable Object, Group> groups = new HashMap<>();

    private @Nullable String actor;
    private long[] times = new long[64];
    private long[] matched = new long[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int size;

    private int farthest;
    private int first;
    private int last;

    public FunnelCount(FunnelQuery query) {
        this.query = query;
        this.steps = query.steps().size();
        this.window = query.window().toMillis();
        if (query.breakdown().isEmpty()) {
            groups.put(null, new Group(steps));
        }
    }

    /** Adds a row: all of an actor one after the other. */
    public void add(String rowActor, long time, long steps, @Nullable Object value) {
        if (!rowActor.equals(actor)) {
            settle();
            actor = rowActor;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            matched = Arrays.copyOf(matched, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = time;
        matched[size] = steps;
        values[size] = value;
        size++;
    }

    /** The answer, after the last row: ordered by value, absent last. */
    public List<FunnelGroup> groups() {
        settle();
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey, FunnelCount::compare))
                .map(group -> group.getValue().answer(group.getKey()))
                .toList();
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return left instanceof Long number
                ? number.compareTo((Long) right)
                : Text.compare((String) left, (String) right);
    }

    /** Counts the actor for the best attempt. */
    private void settle() {
        farthest = 0;
        if (query.mode() == Mode.ANY) {
            findInAnyOrder();
        } else {
            findInOrder();
        }
        if (farthest > 0) {
            groups.computeIfAbsent(values[first], value -> new Group(steps)).add(farthest, times[last] - times[first]);
        }
        size = 0;
    }

    private void findInOrder() {
        int[] begun = new int[steps + 1]; // per step, the latest first event of an attempt that waits for it
        int[] reached = new int[steps]; // per step, the same of one that comes to it by the event looked at
        Arrays.fill(begun, NONE);
        for (int event = 0; event < size; event++) {
            for (int step = 0; step < steps; step++) {
                reached[step] = reach(step, event, begun[step]);
                if (reached[step] != NONE && step + 1 > farthest) {
                    keep(step + 1, reached[step], event);
                }
            }
            for (int step = 1; step < steps; step++) {
                if (query.mode() == Mode.STRICT && !matches(event, step - 1) && !matches(event, step)) {
                    begun[step] = NONE;
                }
                begun[step] = Math.max(begun[step], reached[step - 1]);
            }
        }
    }

    /** The first event of the attempt that takes this step by this event. */
    private int reach(int step, int event, int begun) {
        if (!matches(event, step)) {
            return NONE;
        }
        if (step == 0) {
            return event;
        }
        return begun != NONE && times[event] - times[begun] <= window ? begun : NONE;
    }

    /** From the last event on, so that the next of each step is known. */
    private void findInAnyOrder() {
        int[] next = new int[steps];
        Arrays.fill(next, NONE);
        for (int begin = size - 1; begin >= 0; begin--) {
            int taken = 0;
            int end = begin;
            for (int step = 0; step < steps; step++) {
                if (matches(begin, step)) {
                    next[step] = begin;
                }
                if (next[step] != NONE && times[next[step]] - times[begin] <= window) {
                    taken++;
                    end = Math.max(end, next[step]);
                }
            }
            if (taken > farthest || (taken == farthest && end < last)) {
                keep(taken, begin, end);
            }
        }
    }

    private void keep(int taken, int begin, int end) {
        farthest = taken;
        first = begin;
        last = end;
    }

    private boolean matches(int event, int step) {
        return (matched[event] >>> step & 1) == 1;
    }

    /** What is counted of one value of the breakdown. */
    private static final class Group {
        private final long[] reached;
        private final TreeMap<Integer, Long> bins = new TreeMap<>();
        private BigInteger converted = BigInteger.ZERO;

        Group(int steps) {
            this.reached = new long[steps];
        }

        void add(int taken, long milliseconds) {
            for (int step = 0; step < taken; step++) {
                reached[step]++;
            }
            if (taken == reached.length) {
                converted = converted.add(BigInteger.valueOf(milliseconds));
                bins.merge(LogarithmicBins.of((double) milliseconds), 1L, Long::sum);
            }
        }

        FunnelGroup answer(@Nullable Object value) {
            return new FunnelGroup(value, LongStream.of(reached).boxed().toList(), converted, new Histogram(bins));
        }
    }
}
