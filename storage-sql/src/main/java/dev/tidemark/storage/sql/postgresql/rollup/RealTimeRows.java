package dev.tidemark.storage.sql.postgresql.rollup;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.RollupSource;

/**
 * A rollup's rows with what its table lacks: the events of a tenant in batches beyond the tenant's watermark, aggregated in the same way. One statement sees one state of table, watermark
 * and events; so every event is counted once.
 *
 * <p>How many events are beyond a watermark, the planner cannot know; of a range with two unknown ends it expects few, of one with a single unknown end a third of all. So there is an upper
 * end, which is no number before the statement runs either.
 */
public final class RealTimeRows implements RollupSource {

    private static final String TAIL = """
            (SELECT * FROM events WHERE tenant_id = {}
                AND batch > (SELECT coalesce(max(w.batch), 0) FROM rollup_watermarks AS w WHERE w.tenant_id = {} AND w.tables_name = {})
                AND batch <= (SELECT 9223372036854775807)) AS tail""";

    private static final String WHOLE = """
            (SELECT %s FROM %s WHERE tenant_id = {}
              UNION ALL
              {}
              ) AS kept""";

    private final Dialect plain = new PostgreSqlDialect(RollupSource.TABLES);

    @Override
    public Fragment rows(RollupTable table, TenantId tenant, TimeRange range) {
        Fragment owner = Fragment.value(tenant.value());
        Fragment tail = Fragment.of(
                TAIL, owner, owner, Fragment.value(table.definition().name()));
        String names =
                table.columns().stream().map(Column::name).map(plain::quote).collect(joining(", "));
        return Fragment.of(WHOLE.formatted(names, plain.quote(table.name())), owner, table.ofEvents(tail, range));
    }
}
