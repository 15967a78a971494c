package dev.tidemark.app.health;

/** One service the server stands on. */
public interface HealthCheck {
    /** The service's name in the answer: {@code embedded}, {@code log}, {@code control}. */
    String name();

    /** Asks the service now. May throw anything; that counts as {@link Health.Status#UNHEALTHY}. */
    Health check();
}
