package dev.tidemark.app.control;

import dev.tidemark.app.settings.RateLimit;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A key without its secret.
 *
 * @param tenant empty for an admin key
 * @param hint the secret's first characters
 * @param lastUsedOn the last day (UTC) on which it was used, written down some seconds after the use
 * @param rate how much it may send; empty for what the server allows any key
 */
public record RegisteredKey(
        UUID id,
        Optional<TenantId> tenant,
        KeyKind kind,
        String name,
        String hint,
        Instant createdAt,
        Optional<LocalDate> lastUsedOn,
        Optional<Instant> revokedAt,
        Optional<RateLimit> rate) {}
