package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code tenants}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TenantRows extends CrudRepository<TenantRow, String> {
    List<TenantRow> findAllOrderById();

    void updateEventsPerDay(@Id String id, @Nullable Long eventsPerDay);
}
