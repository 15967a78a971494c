package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;

/** Where a question finds a rollup's rows of a tenant, those of the last moment among them. */
@FunctionalInterface
public interface RollupSource {

    /** Rollups whose tables, or views of that name, lack nothing. */
    RollupSource TABLES = (table, tenant, range) -> Fragment.of(PostgreSqlDialect.quoted(table.name()));

    /**
     * Something to select from, with the columns of the table.
     *
     * @param range around all that is looked at, in whole buckets of the table
     */
    Fragment rows(RollupTable table, TenantId tenant, TimeRange range);
}
