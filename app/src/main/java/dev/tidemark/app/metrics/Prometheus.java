package dev.tidemark.app.metrics;

import dev.tidemark.app.security.MetricsAccess;
import dev.tidemark.app.security.OpenToAll;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /prometheus}: all figures in Prometheus' text format. */
@Controller
final class Prometheus {
    private final PrometheusMeterRegistry registry;
    private final MetricsAccess access;

    Prometheus(PrometheusMeterRegistry registry, MetricsAccess access) {
        this.registry = registry;
        this.access = access;
    }

    @OpenToAll
    @Get(uri = "/prometheus", produces = "text/plain; version=0.0.4; charset=utf-8")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String scrape(HttpRequest<?> request) {
        access.check(request);
        return registry.scrape();
    }
}
