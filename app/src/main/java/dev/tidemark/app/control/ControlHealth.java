package dev.tidemark.app.control;

import dev.tidemark.app.health.Health;
import dev.tidemark.app.health.HealthCheck;
import jakarta.inject.Singleton;
import java.util.Map;

/** Asks the control database for the number of tenants. */
@Singleton
final class ControlHealth implements HealthCheck {
    private final TenantRows tenants;

    ControlHealth(TenantRows tenants) {
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "control";
    }

    @Override
    public Health check() {
        long started = System.nanoTime();
        long count = tenants.count();
        return new Health(
                Health.Status.HEALTHY,
                Map.of("response_time_ms", (System.nanoTime() - started) / 1_000_000, "tenants", count));
    }
}
