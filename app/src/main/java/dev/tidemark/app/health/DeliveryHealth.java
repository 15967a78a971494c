package dev.tidemark.app.health;

import dev.tidemark.ingestion.delivery.DeliveryState;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Looks at what brings events from the log to the store, and dead letters to the control database. */
@Singleton
@Requires(beans = DeliveryWatch.class)
final class DeliveryHealth implements HealthCheck {
    private final DeliveryWatch deliveries;

    DeliveryHealth(DeliveryWatch deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Health check() {
        DeliveryState ofEvents = deliveries.events().get();
        DeliveryState ofDeadLetters = deliveries.deadLetters().get();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("events", describe(ofEvents));
        figures.put("dead_letters", describe(ofDeadLetters));
        return new Health(status(ofEvents).worse(status(ofDeadLetters)), figures);
    }

    /** Events are accepted all the same while a delivery fails, so a delivery alone never makes the server unhealthy. */
    private static Health.Status status(DeliveryState state) {
        return switch (state.status()) {
            case RUNNING -> Health.Status.HEALTHY;
            case RETRYING, FAILED, STOPPED -> Health.Status.DEGRADED;
        };
    }

    private static String describe(DeliveryState state) {
        String status = state.status().name().toLowerCase(Locale.ROOT);
        return state.message().isEmpty() ? status : status + ": " + state.message();
    }
}
