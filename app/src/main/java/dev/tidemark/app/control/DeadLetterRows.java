package dev.tidemark.app.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code dead_letters}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeadLetterRows extends CrudRepository<DeadLetterRow, UUID> {
    List<UUID> findIdByIdIn(Collection<UUID> ids);

    /** The letters after a place in the order of receipt, of any code where {@code code} is empty. */
    @Query("""
            SELECT id, tenant, received_at, source, code, message, raw
            FROM dead_letters
            WHERE tenant = :tenant
              AND (received_at, id) > (:receivedAt, :id)
              AND (:code = '' OR code = :code)
            ORDER BY received_at, id
            LIMIT :limit
            """)
    List<DeadLetterRow> after(String tenant, Instant receivedAt, UUID id, String code, int limit);

    List<DeadLetterRow> findByTenantAndIdIn(String tenant, Collection<UUID> ids);

    void deleteByIdIn(Collection<UUID> ids);

    long deleteByReceivedAtBefore(Instant moment);
}
