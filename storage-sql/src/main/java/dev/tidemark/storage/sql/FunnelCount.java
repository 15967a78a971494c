package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.FunnelQuery.Mode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import dev.tidemark.domain.storage.StorageException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a funnel of the rows of {@link FunnelStatement}, added in their order. Holds a few numbers per step and one count per value of the breakdown, however
 * many events an actor has.
 */
public final class FunnelCount {

    /** A breakdown by more values than this is refused. */
    public static final int MAX_VALUES = 100_000;

    private static final long NOBODY = Long.MIN_VALUE;

    private final int steps;
    private final Attempts attempts;
    private final Map<@Nullable Object, Group> groups = new HashMap<>();
    private long actor = NOBODY;

    public FunnelCount(FunnelQuery query) {
        this.steps = query.steps().size();
        this.attempts = query.mode() == Mode.ANY ? new AttemptsInAnyOrder(query) : new AttemptsInOrder(query);
        if (query.breakdown().isEmpty()) {
            groups.put(null, new Group(steps));
        }
    }

    /**
     * Adds a row: all of an actor one after the other.
     *
     * @param rowActor the actor's number
     * @throws StorageException if the breakdown has too many values
     */
    public void add(long rowActor, long time, long matched, @Nullable Object value) {
        if (rowActor != actor) {
            settle();
            actor = rowActor;
        }
        attempts.add(time, matched, value);
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
        Attempts.Best best = attempts.best();
        if (best != null) {
            groups.computeIfAbsent(best.value(), this::group).add(best.steps(), best.milliseconds());
        }
        attempts.clear();
    }

    private Group group(@Nullable Object value) {
        if (groups.size() == MAX_VALUES) {
            throw new StorageException(
                    StorageException.Category.INVALID_QUERY,
                    "the breakdown has more than " + MAX_VALUES
                            + " values; break down by an attribute with fewer, ask for a shorter range, or filter",
                    null);
        }
        return new Group(steps);
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
