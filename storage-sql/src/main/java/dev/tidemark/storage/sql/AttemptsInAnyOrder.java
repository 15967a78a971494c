package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelQuery;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Attempts that take the steps in any order, by events from the last to the first, so that the next event of each step is known. */
final class AttemptsInAnyOrder implements Attempts {

    private final int steps;
    private final long window;
    private final long[] nextNumber; // per step; 0 where none follows
    private final long[] nextTime;
    private long number;
    private long lastNumber;
    private @Nullable Best best;

    AttemptsInAnyOrder(FunnelQuery query) {
        this.steps = query.steps().size();
        this.window = query.window().toMillis();
        this.nextNumber = new long[steps];
        this.nextTime = new long[steps];
    }

    @Override
    public void add(long time, long matched, @Nullable Object value) {
        number++;
        int taken = 0;
        long end = number;
        long endTime = time;
        for (int step = 0; step < steps; step++) {
            if (Attempts.matches(matched, step)) {
                nextNumber[step] = number;
                nextTime[step] = time;
            }
            if (nextNumber[step] != 0 && nextTime[step] - time <= window) {
                taken++;
                if (nextNumber[step] < end) { // numbers count from the last event on
                    end = nextNumber[step];
                    endTime = nextTime[step];
                }
            }
        }
        if (best == null || taken > best.steps() || (taken == best.steps() && end > lastNumber)) {
            best = new Best(taken, endTime - time, value);
            lastNumber = end;
        }
    }

    @Override
    public @Nullable Best best() {
        return best;
    }

    @Override
    public void clear() {
        best = null;
        number = 0;
        lastNumber = 0;
        Arrays.fill(nextNumber, 0);
    }
}
