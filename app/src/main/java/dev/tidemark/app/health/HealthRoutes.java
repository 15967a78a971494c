package dev.tidemark.app.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.app.health.Health.Status;
import dev.tidemark.app.security.OpenToAll;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health}: all services with their figures. {@code /health/liveness}: the process answers, nothing else is asked; a
 * restart would not help where this succeeds. {@code /health/readiness}: events and queries are taken.
 */
@Controller("/health")
@OpenToAll
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthRoutes {
    private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);

    private final List<HealthCheck> checks;
    private final Throughput throughput;
    private final Clock clock;

    HealthRoutes(List<HealthCheck> checks, Throughput throughput, Clock clock) {
        this.checks = checks;
        this.throughput = throughput;
        this.clock = clock;
    }

    @Get
    HttpResponse<Report> health() {
        var services = new LinkedHashMap<String, Map<String, Object>>();
        Status status = Status.HEALTHY;
        for (HealthCheck check : checks) {
            Health health = ask(check);
            status = status.worse(health.status());
            services.put(check.name(), service(health));
        }
        return answer(status, new Report(status.label(), clock.instant(), services, metrics()));
    }

    @Get("/liveness")
    Brief liveness() {
        return new Brief(Status.HEALTHY.label());
    }

    @Get("/readiness")
    HttpResponse<Brief> readiness() {
        Status status = checks.stream().map(check -> ask(check).status()).reduce(Status.HEALTHY, Status::worse);
        return answer(status, new Brief(status.label()));
    }

    private Map<String, Object> metrics() {
        return Map.of("events_processed", throughput.total(), "events_per_second", throughput.perSecond());
    }

    private static Map<String, Object> service(Health health) {
        var service = new LinkedHashMap<String, Object>();
        service.put("status", health.status().label());
        service.putAll(health.figures());
        return service;
    }

    private static Health ask(HealthCheck check) {
        try {
            return check.check();
        } catch (RuntimeException e) {
            log.warn("{} is unhealthy", check.name(), e);
            return Health.unhealthy(e);
        }
    }

    private static <T> HttpResponse<T> answer(Status status, T body) {
        return HttpResponse.<T>status(status == Status.UNHEALTHY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                .body(body);
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Report(
            String status, Instant timestamp, Map<String, Map<String, Object>> services, Map<String, Object> metrics) {}

    @Serdeable
    record Brief(String status) {}
}
