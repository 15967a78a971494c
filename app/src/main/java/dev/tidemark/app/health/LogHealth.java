package dev.tidemark.app.health;

import dev.tidemark.app.settings.LogType;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.MeasuredLog;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.LogPressure;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the event log: degraded where more waits in it, or for longer, than an operator has set, or a part of it was unreadable;
 * unhealthy where no event is taken for what waits, or since it is full.
 */
@Singleton
@Requires(beans = MeasuredLog.class)
class LogHealth implements HealthCheck {
    private static final Logger logger = LoggerFactory.getLogger(LogHealth.class);

    private final MeasuredLog log;
    private final Admission admission;
    private final String name;

    LogHealth(MeasuredLog log, Admission admission, Settings settings) {
        this.log = log;
        this.admission = admission;
        this.name = settings.log().type() == LogType.KAFKA ? "kafka" : "log";
    }

    /** So that too much is noticed, and its end too, whether anybody asks for the health or not. */
    @Scheduled(fixedDelay = "1s")
    void watch() {
        try {
            admission.observe(log.figures());
        } catch (RuntimeException e) {
            logger.warn("the event log does not say how much waits in it; what it said last still counts", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health check() {
        LogFigures figures = log.figures();
        long lag = figures.cursors().stream()
                .mapToLong(LogFigures.Backlog::records)
                .max()
                .orElse(0);
        LogPressure.Reading pressure = admission.observe(figures);
        Optional<String> trouble = log.trouble();
        boolean full = figures.bytes() >= figures.maxBytes();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("producer_ready", !full && pressure.level() != LogPressure.Level.TOO_HIGH && trouble.isEmpty());
        trouble.ifPresent(message -> shown.put("error", message));
        shown.put("consumer_lag", lag);
        shown.put("oldest_age_seconds", pressure.age().toSeconds());
        if (figures.maxBytes() < Long.MAX_VALUE) { // or nobody knows how many bytes
            shown.put("waiting_bytes", pressure.bytes());
            shown.put("bytes", figures.bytes());
            shown.put("max_bytes", figures.maxBytes());
        }
        if (figures.damaged().places() > 0) {
            shown.put("damaged_places", figures.damaged().places());
            shown.put("damaged_records", figures.damaged().records());
        }
        Health.Status status = status(pressure.level());
        if (figures.damaged().places() > 0) {
            status = status.worse(Health.Status.DEGRADED);
        }
        return new Health(full || trouble.isPresent() ? Health.Status.UNHEALTHY : status, shown);
    }

    private static Health.Status status(LogPressure.Level level) {
        return switch (level) {
            case CALM -> Health.Status.HEALTHY;
            case HIGH -> Health.Status.DEGRADED;
            case TOO_HIGH -> Health.Status.UNHEALTHY;
        };
    }
}
