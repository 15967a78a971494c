package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How far delivery is behind, in three levels, and whether events are still taken. A level that was reached is left only at nine
 * tenths of its threshold: so what is at the edge is not refused and taken by turns, every few milliseconds. Safe for many threads.
 */
public final class LogPressure {

    private static final int LEAVE_PERCENT = 90;

    private final Limits limits;
    private final InstantSource clock;
    private volatile Reading reading = new Reading(Level.CALM, 0, Duration.ZERO);

    public LogPressure(Limits limits, InstantSource clock) {
        this.limits = requireNonNull(limits, "limits is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** From good to bad. */
    public enum Level {
        CALM,
        /** An operator should look. */
        HIGH,
        /** No events are taken until delivery has caught up some of it. */
        TOO_HIGH
    }

    /**
     * From where on which level is reached: by the bytes that the slowest reader of the log has not dealt with, or by how long the oldest of
     * them have waited.
     */
    public record Limits(long highBytes, long tooHighBytes, Duration highAge, Duration tooHighAge) {
        public Limits {
            requireNonNull(highAge, "highAge is null");
            requireNonNull(tooHighAge, "tooHighAge is null");
            if (highBytes < 1 || highBytes > tooHighBytes || highAge.compareTo(tooHighAge) > 0) {
                throw new IllegalArgumentException(
                        "limits are %d to %d bytes and %s to %s, expected the first not above the second"
                                .formatted(highBytes, tooHighBytes, highAge, tooHighAge));
            }
        }

        private Level level(long bytes, Duration age, int percent) {
            if (isAt(bytes, tooHighBytes, percent) || isAt(age.toMillis(), tooHighAge.toMillis(), percent)) {
                return Level.TOO_HIGH;
            }
            boolean high = isAt(bytes, highBytes, percent) || isAt(age.toMillis(), highAge.toMillis(), percent);
            return high ? Level.HIGH : Level.CALM;
        }

        private static boolean isAt(long value, long threshold, int percent) {
            return value >= threshold / 100.0 * percent;
        }
    }

    /** The level at a moment, and the backlog that made it. */
    public record Reading(Level level, long bytes, Duration age) {}

    /** Takes note of the log as it is now; to be called every second or so. */
    public synchronized Reading observe(LogFigures figures) {
        long bytes = figures.cursors().stream().mapToLong(Backlog::bytes).max().orElse(0);
        Duration age = figures.cursors().stream()
                .map(Backlog::oldest)
                .flatMap(Optional::stream)
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .max(Duration::compareTo)
                .filter(longest -> !longest.isNegative())
                .orElse(Duration.ZERO);
        Level reached = limits.level(bytes, age, 100);
        Level kept = limits.level(bytes, age, LEAVE_PERCENT);
        Level before = reading.level();
        Level level = before.compareTo(reached) <= 0 ? reached : before.compareTo(kept) <= 0 ? before : kept;
        reading = new Reading(level, bytes, age);
        return reading;
    }

    /** As observed last. */
    public Reading reading() {
        return reading;
    }

    public Limits limits() {
        return limits;
    }

    /** Why no events are taken at this moment; empty if they are. */
    public Optional<String> refusal() {
        Reading now = reading;
        if (now.level() != Level.TOO_HIGH) {
            return Optional.empty();
        }
        return Optional.of(
                "The store is behind: %d bytes of events wait for it, the oldest for %d s; no more are taken at %d bytes or %d s, until a tenth of that is caught up. Queries go on. Send this again; what was accepted before is kept."
                        .formatted(
                                now.bytes(),
                                now.age().toSeconds(),
                                limits.tooHighBytes(),
                                limits.tooHighAge().toSeconds()));
    }
}
