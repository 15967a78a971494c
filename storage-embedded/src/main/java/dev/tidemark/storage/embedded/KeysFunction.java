package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.EventKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;

/** Keys that are looked for, as a table function of the engine to join with. Several lookups at a time each have a ticket. */
final class KeysFunction implements DuckDBTableFunction<List<EventKey>, KeysFunction.Scan, Object> {

    static final String NAME = "wanted_keys";

    private final Map<Long, List<EventKey>> offered = new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();

    void register(DuckDBConnection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(this)
                    .register(connection);
        }
    }

    /** The ticket under which the keys can be read until they are withdrawn. */
    long offer(List<EventKey> keys) {
        long ticket = tickets.incrementAndGet();
        offered.put(ticket, keys);
        return ticket;
    }

    void withdraw(long ticket) {
        offered.remove(ticket);
    }

    @Override
    public List<EventKey> bind(DuckDBTableFunctionBindInfo info) {
        info.addResultColumn("key_no", DuckDBColumnType.BIGINT);
        info.addResultColumn("tenant", DuckDBColumnType.VARCHAR);
        info.addResultColumn("high", DuckDBColumnType.BIGINT);
        info.addResultColumn("low", DuckDBColumnType.BIGINT);
        try (DuckDBValue ticket = info.getParameter(0)) {
            List<EventKey> keys = offered.getOrDefault(ticket.getLong(), List.of());
            info.setCardinality(keys.size(), true);
            return keys;
        }
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new Scan(info.getBindData());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) {
        Scan scan = info.getInitData();
        return scan.next(writer);
    }

    /** One pass over the keys. */
    static final class Scan {
        private final List<EventKey> keys;
        private int done;

        Scan(List<EventKey> keys) {
            this.keys = keys;
        }

        long next(DuckDBDataChunkWriter writer) {
            int size = (int) Math.min(writer.capacity(), keys.size() - done);
            String[] tenants = new String[size];
            for (int row = 0; row < size; row++) {
                EventKey key = keys.get(done + row);
                tenants[row] = key.tenant().value();
                writer.vector(0).setLong(row, done + row);
                writer.vector(2).setLong(row, key.id().getMostSignificantBits());
                writer.vector(3).setLong(row, key.id().getLeastSignificantBits());
            }
            if (size > 0) {
                writer.vector(1).setStrings(0, tenants);
            }
            done += size;
            return size;
        }
    }
}
