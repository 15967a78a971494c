package dev.tidemark.storage.citus;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.rollup.Placement;
import dev.tidemark.storage.sql.postgresql.rollup.Steadiness;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where tables lie: all of a tenant on one worker of the cluster, so that its questions, and each step of its rollups, are of one server. Without Citus, here.
 */
final class Distribution implements Placement, Steadiness {

    private static final String INSTALLED = """
            SELECT count(*)
            FROM pg_extension
            WHERE extname = 'citus'""";

    private static final String IS_DISTRIBUTED = """
            SELECT count(*)
            FROM pg_dist_partition
            WHERE logicalrelid = to_regclass({})""";

    /**
     * Committed, as its writer was told, but not yet on this worker: when the coordinator could not tell it. A worker that does not answer may have some, and be back before they are settled.
     */
    private static final String UNDECIDED = """
            SELECT coalesce(sum(CASE WHEN success THEN result::bigint ELSE 1 END), 0)
            FROM run_command_on_workers($$SELECT count(*) FROM pg_prepared_xacts WHERE gid LIKE 'citus%' AND database = current_database()$$)""";

    private final int shards;
    private volatile boolean isCluster;

    Distribution(int shards) {
        this.shards = shards;
    }

    /** Finds out whether there is a cluster. */
    void look(Connection connection) throws SQLException {
        isCluster =
                Statements.rows(connection, INSTALLED, row -> row.getLong(1)).getFirst() > 0;
    }

    boolean isCluster() {
        return isCluster;
    }

    /** Spreads the table of events, which all others follow. */
    void placeEvents(Connection connection) throws SQLException {
        if (isCluster && !isDistributed(EventsTable.NAME, connection)) {
            Statements.execute(
                    connection,
                    "SELECT create_distributed_table('" + EventsTable.NAME
                            + "', 'tenant_id', colocate_with => 'none', shard_count => " + shards + ")");
        }
    }

    @Override
    public void place(String table, Connection connection) throws SQLException {
        if (isCluster && !isDistributed(table, connection)) {
            Statements.execute(
                    connection,
                    "SELECT create_distributed_table('" + table + "', 'tenant_id', colocate_with => '"
                            + EventsTable.NAME + "')");
        }
    }

    @Override
    public boolean isSteady(Connection connection) throws SQLException {
        if (!isCluster) {
            return true;
        }
        if (Statements.rows(connection, UNDECIDED, row -> row.getLong(1)).getFirst() == 0) {
            return true;
        }
        Statements.execute(connection, "SELECT recover_prepared_transactions()");
        return false;
    }

    /** By one connection to each worker, so that all that changes there changes at once. */
    @Override
    public void prepare(Connection connection) throws SQLException {
        if (isCluster) {
            Statements.execute(connection, "SET LOCAL citus.multi_shard_modify_mode = 'sequential'");
        }
    }

    private static boolean isDistributed(String table, Connection connection) throws SQLException {
        Fragment select = Fragment.of(IS_DISTRIBUTED, Fragment.value(table));
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst() > 0;
    }
}
