package dev.tidemark.app.metrics;

import dev.tidemark.ingestion.delivery.DeliveryObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens between the event log and the dead letters. */
@Singleton
public final class DeadLetterMeters implements DeliveryObserver {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterMeters.class);

    private final Counter retries;

    DeadLetterMeters(MeterRegistry registry) {
        this.retries = DeliveryMeters.retries(registry, "control");
    }

    @Override
    public void retrying(String message, Throwable cause, Duration wait) {
        retries.increment();
        log.warn("dead letters could not be kept; it is tried again in {} ms: {}", wait.toMillis(), message, cause);
    }

    @Override
    public void trouble(String message, Throwable cause) {
        log.error("dead letters: {}", message, cause);
    }
}
