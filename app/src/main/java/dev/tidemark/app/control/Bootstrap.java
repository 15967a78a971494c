package dev.tidemark.app.control;

import dev.tidemark.app.security.ApiKey;
import dev.tidemark.app.settings.BootstrapSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a fresh server usable: with no tenant registered, adds the first one and its keys. An admin key that is set is
 * registered at any start, which is also the way back for an operator who has lost the first one.
 */
@Singleton
public class Bootstrap {
    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);
    private static final String NAME = "first start";

    private final BootstrapSettings settings;
    private final Registry registry;
    private final KeyRingRefresh ring;
    private final UsageStore usage;

    Bootstrap(Settings settings, Registry registry, KeyRingRefresh ring, UsageStore usage) {
        this.usage = usage;
        this.settings = settings.bootstrap();
        this.registry = registry;
        this.ring = ring;
    }

    /** To be called once, before the first request. All or nothing, so that an interrupted first start is made up for. */
    @Transactional
    public void run() {
        usage.refresh();
        ring.refresh();
        if (registry.tenants().isEmpty()) {
            Optional<TenantId> tenant = registry.addTenant(settings.tenant()).map(Tenant::id);
            add(tenant, KeyKind.WRITE, settings.writeKey());
            add(tenant, KeyKind.READ, settings.readKey());
            add(Optional.empty(), KeyKind.ADMIN, settings.adminKey());
        } else {
            settings.adminKey().ifPresent(key -> register(Optional.empty(), KeyKind.ADMIN, new ApiKey(key)));
        }
    }

    private void add(Optional<TenantId> tenant, KeyKind kind, Optional<String> given) {
        if (given.isPresent()) {
            register(tenant, kind, new ApiKey(given.get()));
            return;
        }
        NewKey made = registry.addKey(tenant, kind, NAME, Optional.empty());
        log.info(
                "made {} key {}{}; it is shown only this once",
                kind.label(),
                made.secret().secret(),
                tenant.map(id -> " of tenant " + id).orElse(" of this server"));
    }

    private void register(Optional<TenantId> tenant, KeyKind kind, ApiKey key) {
        if (!registry.isKnown(key)) {
            registry.addKey(tenant, kind, NAME, key);
            log.info("registered the {} key {} from the settings", kind.label(), key.hint());
        }
    }
}
