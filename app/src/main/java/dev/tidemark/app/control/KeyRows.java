package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code api_keys}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeyRows extends CrudRepository<KeyRow, UUID> {
    List<KeyRow> findAllOrderByCreatedAt();

    List<KeyRow> findByTenantOrderByCreatedAt(String tenant);

    List<KeyRow> findByRevokedAtIsNull();

    boolean existsByHash(String hash);

    void updateRevokedAt(@Id UUID id, Instant revokedAt);

    void update(@Id UUID id, @Nullable Long eventsPerSecond, @Nullable Long burst);

    void updateLastUsedOn(@Id UUID id, LocalDate lastUsedOn);
}
