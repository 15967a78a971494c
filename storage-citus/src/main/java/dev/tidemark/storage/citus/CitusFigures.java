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
import java.util.OptionalLong;

/** What the server tells of its tables. */
final class CitusFigures {

    /** Of a table with parts the parts. */
    private static final String SIZE = """
            SELECT coalesce(sum(%s(t.relid)), 0)::bigint
            FROM pg_partition_tree(to_regclass({})) AS t
            WHERE t.isleaf""";

    private final PostgreSql server;
    private final Distribution distribution;
    private final KeptRollups<?> rollups;
    private final PostgreSqlReads reads;

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
            return new FiguresOfTables(EventsTable.NAME, tables).with(rollups, bytes, List.of(), reads.running());
        });
    }

    private StorageFigures.Table table(String name, Connection connection) throws SQLException {
        String size = SIZE.formatted(distribution.isCluster() ? "citus_total_relation_size" : "pg_total_relation_size");
        return new StorageFigures.Table(
                name,
                number(Fragment.of("SELECT count(*) FROM \"" + name + "\""), connection),
                OptionalLong.of(number(Fragment.of(size, Fragment.value(name)), connection)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static long number(Fragment select, Connection connection) throws SQLException {
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst();
    }
}
