package dev.tidemark.app.control;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tidemark.app.limits.Quotas;
import dev.tidemark.app.security.KeyRing;
import dev.tidemark.app.security.Principal;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the key ring equal to the database. A change made by another process holds here within {@value #INTERVAL}; while the
 * database cannot be reached, the last known keys stay valid.
 */
@Singleton
class KeyRingRefresh {
    private static final Logger log = LoggerFactory.getLogger(KeyRingRefresh.class);
    private static final String INTERVAL = "5s";

    private final Quotas quotas;
    private final TenantRows tenants;
    private final KeyRows keys;
    private final KeyRing ring;

    KeyRingRefresh(TenantRows tenants, KeyRows keys, Quotas quotas, KeyRing ring) {
        this.quotas = quotas;
        this.tenants = tenants;
        this.keys = keys;
        this.ring = ring;
    }

    /** Reads the keys now. */
    synchronized void refresh() {
        List<TenantRow> known = tenants.findAllOrderById();
        quotas.replace(known.stream()
                .filter(row -> row.eventsPerDay() != null)
                .collect(toMap(row -> new TenantId(row.id()), row -> requireNonNull(row.eventsPerDay()))));
        ring.replace(
                known.stream().map(row -> new TenantId(row.id())).toList(),
                keys.findByRevokedAtIsNull().stream().collect(toMap(KeyRow::hash, KeyRingRefresh::principal)));
    }

    @Scheduled(fixedDelay = INTERVAL, initialDelay = INTERVAL)
    void follow() {
        try {
            ring.takeUsed().forEach((id, day) -> keys.updateLastUsedOn(UUID.fromString(id), day));
            refresh();
        } catch (RuntimeException e) {
            log.warn("the control database cannot be read, the keys known so far stay valid", e);
        }
    }

    private static Principal principal(KeyRow row) {
        return new Principal(
                row.id().toString(),
                Optional.ofNullable(row.tenant()).map(TenantId::new),
                KeyKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                row.rate());
    }
}
