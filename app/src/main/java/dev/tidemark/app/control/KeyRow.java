package dev.tidemark.app.control;

import dev.tidemark.app.settings.RateLimit;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_keys}. Without tenant it is an admin key; without a rate it may send what the server allows any key. */
@MappedEntity("api_keys")
record KeyRow(
        @Id UUID id,
        @Nullable String tenant,
        String kind,
        String name,
        String hint,
        String hash,
        Instant createdAt,
        @Nullable LocalDate lastUsedOn,
        @Nullable Instant revokedAt,
        @Nullable Long eventsPerSecond,
        @Nullable Long burst) {

    Optional<RateLimit> rate() {
        return Optional.ofNullable(eventsPerSecond).map(rate -> RateLimit.of(rate, burst == null ? 0 : burst));
    }
}
