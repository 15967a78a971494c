package dev.tidemark.storage.citus;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.FiguresOfTables;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlReads;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What the server tells of its tables. */
final class CitusFigures {

    /** Of a table with parts the parts. */
    private static final String SIZE = """
            SELECT coalesce(sum(%s(t.relid)), 0)::bigint
            FROM pg_partition_tree(to_regclass({})) AS t
            WHERE t.isleaf""";

    private static final String SIZE_BY_COLUMNS = """
            SELECT coalesce(sum(%s(t.relid)), 0)::bigint
            FROM pg_partition_tree(to_regclass({})) AS t JOIN pg_class AS c ON c.oid = t.relid JOIN pg_am AS m ON m.oid = c.relam
            WHERE t.isleaf AND m.amname = {}""";

    /** What the server last counted by itself; nothing where the tables are elsewhere. */
    private static final String ESTIMATE = """
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
            FROM pg_partition_tree(to_regclass({})) AS t JOIN pg_class AS c ON c.oid = t.relid
            WHERE t.isleaf""";

    /** Fewer rows than this are counted. */
    private static final long MANY = 1_000_000;

    /** Counting may take a hundredth of the time. */
    private static final int SELDOM = 100;

    private final PostgreSql server;
    private final Distribution distribution;
    private final KeptRollups<?> rollups;
    private final PostgreSqlReads reads;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    CitusFigures(PostgreSql server, Distribution distribution, KeptRollups<?> rollups, PostgreSqlReads reads) {
        this.server = server;
        this.distribution = distribution;
        this.rollups = rollups;
        this.reads = reads;
    }

    StorageFigures read() {
        return server.read("counting rows", connection -> {
            List<StorageFigures.Table> tables = new ArrayList<>(List.of(table(EventsTable.NAME, connection)));
            for (RollupTable table : rollups.tables()) {
                tables.add(table(table.name(), connection));
            }
            long bytes =
                    tables.stream().mapToLong(table -> table.bytes().orElse(0)).sum();
            StorageFigures.Size byColumns = new StorageFigures.Size("events_by_columns", bytesByColumns(connection));
            return new FiguresOfTables(EventsTable.NAME, tables)
                    .with(rollups, bytes, List.of(byColumns), reads.running());
        });
    }

    private StorageFigures.Table table(String name, Connection connection) throws SQLException {
        Fragment size = Fragment.of(SIZE.formatted(sizeFunction()), Fragment.value(name));
        return new StorageFigures.Table(
                name,
                rows(name, connection),
                OptionalLong.of(number(size, connection)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private long bytesByColumns(Connection connection) throws SQLException {
        return number(
                Fragment.of(
                        SIZE_BY_COLUMNS.formatted(sizeFunction()),
                        Fragment.value(EventsTable.NAME),
                        Fragment.value(Archive.COLUMNAR)),
                connection);
    }

    private String sizeFunction() {
        return distribution.isCluster() ? "citus_total_relation_size" : "pg_total_relation_size";
    }

    private long rows(String name, Connection connection) throws SQLException {
        long estimate = number(Fragment.of(ESTIMATE, Fragment.value(name)), connection);
        if (estimate >= MANY) {
            return estimate;
        }
        Counted before = counted.get(name);
        long begun = System.nanoTime();
        if (before != null && begun - before.at < SELDOM * before.took) {
            return before.rows;
        }
        long rows = number(Fragment.of("SELECT count(*) FROM \"" + name + "\""), connection);
        long now = System.nanoTime();
        counted.put(name, new Counted(rows, now, now - begun));
        return rows;
    }

    private static long number(Fragment select, Connection connection) throws SQLException {
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst();
    }

    /** By System.nanoTime. */
    private record Counted(long rows, long at, long took) {}
}
