package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.FunnelQuery.Mode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that take the steps in their order, by events from the first to the last. For each step it carries the latest first event of an attempt that waits
 * for it: where that one is too long ago, any other is, too. So an event is looked at once per step, and yet every attempt is tried.
 */
final class AttemptsInOrder implements Attempts {

    private final int steps;
    private final long window;
    private final boolean strict;
    private final @Nullable First[] waiting; // per step
    private final @Nullable First[] taking; // per step, those that take it by the event looked at
    private long number;
    private @Nullable Best best;

    AttemptsInOrder(FunnelQuery query) {
        this.steps = query.steps().size();
        this.window = query.window().toMillis();
        this.strict = query.mode() == Mode.STRICT;
        this.waiting = new @Nullable First[steps];
        this.taking = new @Nullable First[steps];
    }

    /**
     * An event that begins an attempt.
     *
     * @param number of the actor's events, as several may be of one time
     */
    private record First(long number, long time, @Nullable Object value) {}

    @Override
    public void add(long time, long matched, @Nullable Object value) {
        number++;
        for (int step = 0; step < steps; step++) {
            taking[step] = taking(step, time, matched, value);
            First first = taking[step];
            if (first != null && (best == null || step + 1 > best.steps())) {
                best = new Best(step + 1, time - first.time(), first.value());
            }
        }
        for (int step = 1; step < steps; step++) {
            if (strict && !Attempts.matches(matched, step - 1) && !Attempts.matches(matched, step)) {
                waiting[step] = null;
            }
            waiting[step] = later(waiting[step], taking[step - 1]);
        }
    }

    /** The first event of the attempt that takes this step by this event. */
    private @Nullable First taking(int step, long time, long matched, @Nullable Object value) {
        if (!Attempts.matches(matched, step)) {
            return null;
        }
        if (step == 0) {
            return new First(number, time, value);
        }
        First first = waiting[step];
        return first != null && time - first.time() <= window ? first : null;
    }

    private static @Nullable First later(@Nullable First one, @Nullable First other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.number() > other.number() ? one : other;
    }

    @Override
    public @Nullable Best best() {
        return best;
    }

    @Override
    public void clear() {
        best = null;
        number = 0;
        Arrays.fill(waiting, null);
    }
}
