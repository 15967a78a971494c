package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many devices, sessions and actors there were, by HyperLogLog, and the most frequent devices, by TopN: in the tables of the rollup {@code activity}, where the server has the extensions. */
public final class ActivitySketches implements Sketches {

    public static final String HLL = "hll";
    public static final String TOPN = "topn";

    public static final Sketch DEVICES = distinct("device");
    public static final Sketch SESSIONS = distinct("session");
    public static final Sketch ACTORS = distinct("actor");
    public static final Sketch TOP_DEVICES =
            new Sketch("top_devices", "jsonb", "device_id", "topn_add_agg", "topn_union", "topn_union_agg");

    private static final String EXTENSIONS = """
            SELECT extname
            FROM pg_extension""";

    @Override
    public List<Sketch> of(RollupDefinition definition, Connection connection) throws SQLException {
        List<Sketch> sketches = new ArrayList<>();
        if (definition.equals(BuiltInRollups.ACTIVITY)) {
            Set<String> extensions = extensions(connection);
            if (extensions.contains(HLL)) {
                sketches.addAll(List.of(DEVICES, SESSIONS, ACTORS));
            }
            if (extensions.contains(TOPN)) {
                sketches.add(TOP_DEVICES);
            }
        }
        return sketches;
    }

    /** The extensions that the database has. */
    public static Set<String> extensions(Connection connection) throws SQLException {
        return Set.copyOf(Statements.rows(connection, EXTENSIONS, row -> row.getString(1)));
    }

    private static Sketch distinct(String what) {
        return new Sketch(
                what + "_sketch", HLL, "hll_hash_text(" + what + "_id)", "hll_add_agg", "hll_union", "hll_union_agg");
    }
}
