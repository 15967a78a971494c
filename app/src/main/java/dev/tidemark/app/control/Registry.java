package dev.tidemark.app.control;

import dev.tidemark.app.security.ApiKey;
import dev.tidemark.app.settings.RateLimit;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Tenants and their keys. A change holds at once in this process; other processes on the same database follow when they next
 * refresh their key ring.
 */
@Singleton
public final class Registry {
    private final TenantRows tenants;
    private final KeyRows keys;
    private final KeyRingRefresh ring;
    private final Clock clock;

    Registry(TenantRows tenants, KeyRows keys, KeyRingRefresh ring, Clock clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.ring = ring;
        this.clock = clock;
    }

    /** All tenants by name. */
    public List<Tenant> tenants() {
        return tenants.findAllOrderById().stream().map(Registry::tenant).toList();
    }

    /** The new tenant; empty if there is one of this name already. */
    public Optional<Tenant> addTenant(TenantId id) {
        if (tenants.existsById(id.value())) {
            return Optional.empty();
        }
        var row = tenants.save(new TenantRow(id.value(), now(), null));
        ring.refresh();
        return Optional.of(tenant(row));
    }

    /**
     * Says how many events a tenant may send on a UTC day.
     *
     * @param eventsPerDay 0 for no limit; empty for what the server allows any tenant
     * @return whether there is such a tenant
     */
    public boolean limit(TenantId id, Optional<Long> eventsPerDay) {
        boolean known = tenants.existsById(id.value());
        if (known) {
            tenants.updateEventsPerDay(id.value(), eventsPerDay.orElse(null));
            ring.refresh();
        }
        return known;
    }

    /**
     * Removes the tenant and all its keys. Its events stay until retention removes them, and are seen again if a tenant of this
     * name is added again.
     *
     * @return whether there was one
     */
    public boolean removeTenant(TenantId id) {
        boolean known = tenants.existsById(id.value());
        tenants.deleteById(id.value());
        ring.refresh();
        return known;
    }

    /** The keys of one tenant, or of all tenants and the server, the oldest first; revoked ones too. */
    public List<RegisteredKey> keys(Optional<TenantId> tenant) {
        var rows = tenant.map(id -> keys.findByTenantOrderByCreatedAt(id.value()))
                .orElseGet(keys::findAllOrderByCreatedAt);
        return rows.stream().map(Registry::key).toList();
    }

    /**
     * Makes a key.
     *
     * @param tenant empty for an admin key; a registered tenant else
     * @param rate how much it may send; empty for what the server allows any key
     */
    public NewKey addKey(Optional<TenantId> tenant, KeyKind kind, String name, Optional<RateLimit> rate) {
        return addKey(tenant, kind, name, ApiKey.generate(kind), rate);
    }

    /** Registers a key that somebody else has made. */
    NewKey addKey(Optional<TenantId> tenant, KeyKind kind, String name, ApiKey secret) {
        return addKey(tenant, kind, name, secret, Optional.empty());
    }

    private NewKey addKey(
            Optional<TenantId> tenant, KeyKind kind, String name, ApiKey secret, Optional<RateLimit> rate) {
        var row = keys.save(new KeyRow(
                UUID.randomUUID(),
                tenant.map(TenantId::value).orElse(null),
                kind.label(),
                name,
                secret.hint(),
                secret.hash(),
                now(),
                null,
                null,
                rate.map(RateLimit::eventsPerSecond).orElse(null),
                rate.map(RateLimit::burst).orElse(null)));
        ring.refresh();
        return new NewKey(key(row), secret);
    }

    /**
     * Says how much a key may send.
     *
     * @param rate empty for what the server allows any key
     * @return whether there is such a write key and it is valid
     */
    public boolean limit(UUID id, Optional<RateLimit> rate) {
        boolean valid = keys.findById(id)
                .filter(row -> row.revokedAt() == null && row.kind().equals(KeyKind.WRITE.label()))
                .isPresent();
        if (valid) {
            keys.update(
                    id,
                    rate.map(RateLimit::eventsPerSecond).orElse(null),
                    rate.map(RateLimit::burst).orElse(null));
            ring.refresh();
        }
        return valid;
    }

    boolean isKnown(ApiKey secret) {
        return keys.existsByHash(secret.hash());
    }

    /**
     * Makes a key invalid for ever.
     *
     * @return whether there was such a key and it was valid
     */
    public boolean revoke(UUID id) {
        boolean valid = keys.findById(id).filter(row -> row.revokedAt() == null).isPresent();
        if (valid) {
            keys.updateRevokedAt(id, now());
            ring.refresh();
        }
        return valid;
    }

    /** What both databases keep without rounding. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Tenant tenant(TenantRow row) {
        return new Tenant(new TenantId(row.id()), row.createdAt(), Optional.ofNullable(row.eventsPerDay()));
    }

    private static RegisteredKey key(KeyRow row) {
        return new RegisteredKey(
                row.id(),
                Optional.ofNullable(row.tenant()).map(TenantId::new),
                KeyKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                row.name(),
                row.hint(),
                row.createdAt(),
                Optional.ofNullable(row.lastUsedOn()),
                Optional.ofNullable(row.revokedAt()),
                row.rate());
    }
}
