package dev.tidemark.app.control;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The table {@code usage_days}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UsageRows extends CrudRepository<UsageRow, UUID> {
    List<UsageRow> findByUsageOnGreaterThanEquals(LocalDate day);

    List<UsageRow> findByTenantAndUsageOnGreaterThanEquals(String tenant, LocalDate day);

    long deleteByUsageOnBefore(LocalDate day);
}
