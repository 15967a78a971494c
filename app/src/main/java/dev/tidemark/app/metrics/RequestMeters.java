package dev.tidemark.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times each request by method, route and status. The route is its template, so that paths cannot make endless series. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestMeters implements Ordered {
    private static final String STARTED = "tidemark.started";
    private static final String NO_ROUTE = "none";

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.METRICS.order();
    }

    @RequestFilter
    void start(HttpRequest<?> request) {
        request.setAttribute(STARTED, System.nanoTime());
    }

    @ResponseFilter
    void stop(HttpRequest<?> request, HttpResponse<?> response) {
        request.getAttribute(STARTED, Long.class).ifPresent(started -> timers.computeIfAbsent(
                        new Series(request.getMethod(), route(request), response.code()), this::timer)
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS));
    }

    /** As many as there are routes and statuses. */
    private record Series(HttpMethod method, String route, int status) {}

    private Timer timer(Series series) {
        return Timer.builder("tidemark.http.requests")
                .description("Answered requests and the time they took")
                .tag("method", series.method().name())
                .tag("route", series.route())
                .tag("status", String.valueOf(series.status()))
                .register(registry);
    }

    private static String route(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .filter(UriRouteInfo.class::isInstance)
                .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate().toPathString())
                .orElse(NO_ROUTE);
    }
}
