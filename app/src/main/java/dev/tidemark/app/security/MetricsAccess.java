package dev.tidemark.app.security;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.tenant.KeyKind;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;

/** Who may see the metrics: everybody, or only admin keys, as the operator has set it; they name tenants. */
@Singleton
public final class MetricsAccess {
    private final boolean open;
    private final Authentication authentication;

    MetricsAccess(Settings settings, Authentication authentication) {
        this.open = settings.http().metricsPublic();
        this.authentication = authentication;
    }

    /** Returns if the request may see them. */
    public void check(HttpRequest<?> request) {
        if (!open) {
            authentication.principal(request, List.of(KeyKind.ADMIN));
        }
    }
}
