package dev.tidemark.domain.tenant;

import static java.util.Objects.requireNonNull;

/** Who is asking: the tenant that a key belongs to and what the key allows. */
public record Caller(TenantId tenant, KeyKind kind) {

    public Caller {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(kind, "kind is null");
    }
}
