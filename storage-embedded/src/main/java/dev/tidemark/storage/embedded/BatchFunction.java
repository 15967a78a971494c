package dev.tidemark.storage.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Rows in memory as a table function of the engine: it asks for columns, a chunk of rows at a time, and gets them straight from the
 * objects. Several times cheaper than handing over value by value.
 *
 * @param <R> the rows
 */
final class BatchFunction<R> implements DuckDBTableFunction<Object, BatchFunction.Scan<R>, Object> {

    private final String name;
    private final List<BatchColumn<R>> columns;
    private volatile List<R> rows = List.of();

    BatchFunction(String name, List<BatchColumn<R>> columns) {
        this.name = name;
        this.columns = columns;
    }

    String name() {
        return name;
    }

    void register(DuckDBConnection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name).withProjectionPushdown().withFunction(this).register(connection);
        }
    }

    /** What the function returns from now on. */
    void offer(List<R> batch) {
        rows = batch;
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) {
        columns.forEach(column -> column.declareTo(info));
        info.setCardinality(rows.size(), true);
        return columns;
    }

    @Override
    public Scan<R> init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        List<BatchColumn<R>> asked = new ArrayList<>();
        for (long i = 0; i < info.getColumnCount(); i++) {
            asked.add(columns.get((int) info.getColumnIndex(i)));
        }
        return new Scan<>(asked, rows);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) {
        Scan<R> scan = info.getInitData();
        return scan.next(writer);
    }

    /** One pass over the rows. */
    static final class Scan<R> {
        private final List<BatchColumn<R>> columns;
        private final List<R> rows;
        private int done;

        Scan(List<BatchColumn<R>> columns, List<R> rows) {
            this.columns = columns;
            this.rows = rows;
        }

        long next(DuckDBDataChunkWriter writer) {
            int size = (int) Math.min(writer.capacity(), rows.size() - done);
            List<R> chunk = rows.subList(done, done + size);
            if (size > 0) {
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).fill(writer.vector(i), chunk);
                }
            }
            done += size;
            return size;
        }
    }
}
