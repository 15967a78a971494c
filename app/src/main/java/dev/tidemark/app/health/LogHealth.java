package dev.tidemark.app.health;

import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.MeasuredLog;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Looks at the event log: degraded if events have waited for longer than {@link #LATE}, the log is nearly full, or a part of it was unreadable, unhealthy
 * if it is full, for then no event is taken.
 */
@Singleton
@Requires(beans = MeasuredLog.class)
final class LogHealth implements HealthCheck {
    /** Far more than a batch waits when all is well. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final double NEARLY_FULL = 0.8;

    private final MeasuredLog log;
    private final Clock clock;

    LogHealth(MeasuredLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Health check() {
        LogFigures figures = log.figures();
        long lag = figures.cursors().stream()
                .mapToLong(LogFigures.Backlog::records)
                .max()
                .orElse(0);
        Duration age = figures.cursors().stream()
                .map(LogFigures.Backlog::oldest)
                .flatMap(Optional::stream)
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        boolean full = figures.bytes() >= figures.maxBytes();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("producer_ready", !full);
        shown.put("consumer_lag", lag);
        shown.put("oldest_age_seconds", age.toSeconds());
        shown.put("bytes", figures.bytes());
        shown.put("max_bytes", figures.maxBytes());
        if (figures.damaged().places() > 0) {
            shown.put("damaged_places", figures.damaged().places());
            shown.put("damaged_records", figures.damaged().records());
        }
        return new Health(status(figures, age, full), shown);
    }

    private static Health.Status status(LogFigures figures, Duration age, boolean full) {
        if (full) {
            return Health.Status.UNHEALTHY;
        }
        boolean late = age.compareTo(LATE) > 0;
        return late || figures.damaged().places() > 0 || figures.bytes() > NEARLY_FULL * figures.maxBytes()
                ? Health.Status.DEGRADED
                : Health.Status.HEALTHY;
    }
}
