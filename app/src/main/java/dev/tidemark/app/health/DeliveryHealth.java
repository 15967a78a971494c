package dev.tidemark.app.health;

import dev.tidemark.ingestion.delivery.DeadLetterDelivery;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliveryState;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Looks at what brings events from the log to the store, and dead letters to the control database. */
@Singleton
final class DeliveryHealth implements HealthCheck {
    private final Delivery events;
    private final DeadLetterDelivery deadLetters;

    DeliveryHealth(Delivery events, DeadLetterDelivery deadLetters) {
        this.events = events;
        this.deadLetters = deadLetters;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Health check() {
        DeliveryState ofEvents = events.state();
        DeliveryState ofDeadLetters = deadLetters.state();
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
