package dev.tidemark.storage.sql;

import org.jspecify.annotations.Nullable;

/** Finds the attempt that one actor counts for, by the actor's events one after the other. */
interface Attempts {

    /**
     * Takes the next event, in the order that {@link FunnelStatement} gives for the mode.
     *
     * @param time in milliseconds
     * @param matched the steps that it matches; bit 0 is the first
     * @param value of the breakdown
     */
    void add(long time, long matched, @Nullable Object value);

    /** The attempt so far; null if none took a step. */
    @Nullable
    Best best();

    /** Begins anew, for another actor. */
    void clear();

    /**
     * An attempt.
     *
     * @param milliseconds from its first event to its last
     * @param value of its first event
     */
    record Best(int steps, long milliseconds, @Nullable Object value) {}

    static boolean matches(long matched, int step) {
        return (matched >>> step & 1) == 1;
    }
}
