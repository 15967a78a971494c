package dev.tidemark.app.security;

import dev.tidemark.app.settings.RateLimit;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import java.util.Optional;

/**
 * What a key stands for.
 *
 * @param keyId names the key in the control database; it is not secret
 * @param tenant empty for an admin key, which belongs to the server and to no tenant
 * @param rate how much it may send; empty for what the server allows any key
 */
public record Principal(String keyId, Optional<TenantId> tenant, KeyKind kind, Optional<RateLimit> rate) {

    public Principal {
        if (tenant.isEmpty() != (kind == KeyKind.ADMIN)) {
            throw new IllegalArgumentException("key " + keyId + " is of kind " + kind.label()
                    + ", expected a tenant for write and read keys, and none for admin keys");
        }
    }
}
