package dev.tidemark.app.security;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tidemark.domain.tenant.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All keys that are valid now, in memory, so that a request never waits for the control database. Filled by whoever keeps the
 * keys: at the start, after every change in this process, and at intervals for changes made elsewhere.
 */
@Singleton
public final class KeyRing {
    private final Clock clock;
    private final Map<String, LocalDate> used = new ConcurrentHashMap<>();
    private volatile Map<String, Principal> byHash = Map.of();
    private volatile Map<String, TenantId> tenants = Map.of();

    KeyRing(Clock clock) {
        this.clock = clock;
    }

    /** What the key stands for; empty for a key that is unknown or revoked. */
    public Optional<Principal> find(ApiKey key) {
        var principal = Optional.ofNullable(byHash.get(key.hash()));
        principal.ifPresent(known -> used.put(known.keyId(), LocalDate.now(clock)));
        return principal;
    }

    /** How many tenants there are. */
    public int tenants() {
        return tenants.size();
    }

    /** The tenant of this name, where there is one. */
    public Optional<TenantId> tenant(String name) {
        return Optional.ofNullable(tenants.get(name));
    }

    /**
     * Makes these the tenants and the valid keys, and no others.
     *
     * @param principals by the hash of their key
     */
    public void replace(Collection<TenantId> tenants, Map<String, Principal> principals) {
        this.tenants = tenants.stream().collect(toUnmodifiableMap(TenantId::value, identity()));
        byHash = Map.copyOf(principals);
    }

    /** Which keys were used on which day (UTC) since the last call. */
    public Map<String, LocalDate> takeUsed() {
        var taken = new HashMap<String, LocalDate>();
        used.keySet().forEach(id -> Optional.ofNullable(used.remove(id)).ifPresent(day -> taken.put(id, day)));
        return taken;
    }
}
