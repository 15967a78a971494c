package dev.tidemark.app.security;

import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Lets a request reach its route only with a key of the kind that the route declares. Requests without a route pass: they end
 * as 404 or 405 and touch nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class Authentication implements Ordered {
    private static final String PRINCIPAL = "tidemark.principal";

    private final KeyRing keys;

    Authentication(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        RouteAttributes.getRouteInfo(request).ifPresent(route -> check(request, route.getAnnotationMetadata()));
    }

    private void check(HttpRequest<?> request, AnnotationMetadata route) {
        if (route.hasAnnotation(OpenToAll.class)) {
            return;
        }
        var needed = List.of(route.enumValues(RequiresKey.class, KeyKind.class));
        if (needed.isEmpty()) {
            throw AccessDenied.closed();
        }
        request.setAttribute(PRINCIPAL, principal(request, needed));
    }

    /** The sender of a request that needs a key of one of these kinds. */
    Principal principal(HttpRequest<?> request, List<KeyKind> needed) {
        ApiKey key = Credentials.of(request.getHeaders()).orElseThrow(() -> AccessDenied.withoutKey(needed));
        Principal principal = keys.find(key).orElseThrow(() -> AccessDenied.unknownKey(key, needed));
        if (!needed.contains(principal.kind())) {
            throw AccessDenied.wrongKind(principal.kind(), needed);
        }
        return principal;
    }

    /** Who sent the request; empty on routes that are open to all. */
    public static Optional<Principal> principalOf(HttpRequest<?> request) {
        return request.getAttribute(PRINCIPAL, Principal.class);
    }
}
