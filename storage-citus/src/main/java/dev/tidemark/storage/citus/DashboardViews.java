package dev.tidemark.storage.citus;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.SchemaSteps.Step;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import dev.tidemark.storage.sql.postgresql.rollup.ActivitySketches;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Views for dashboards that ask by SQL, under the names and columns of Citus' tutorial on real-time analytics, so that its queries run as written: the rollup {@code activity} with what it lacks. Where
 * the server has no HyperLogLog, they count devices and sessions exactly, by reading the events; where it has no TopN, the most frequent devices.
 */
final class DashboardViews {

    private static final List<String> VIEWS = List.of("rollup_events_5min", "rollup_events_1hr");

    /** What the extensions would bring, by the names they have there. */
    private static final List<String> INSTEAD_OF_HLL = List.of("hll_sum.sql", "hll_cardinality.sql");

    private static final List<String> INSTEAD_OF_TOPN =
            List.of("topn_record.sql", "topn_counts.sql", "topn_union_agg.sql", "topn.sql");

    private static final String HAS_FUNCTION = """
            SELECT count(*)
            FROM pg_proc AS p
            WHERE p.proname = {} AND pg_function_is_visible(p.oid)""";

    private DashboardViews() {}

    /** Takes the views away, so that tables which they read can be dropped. */
    static void drop(Connection connection) throws SQLException {
        for (String view : VIEWS) {
            Statements.execute(connection, "DROP VIEW IF EXISTS " + view);
        }
    }

    /** @param activity how the names of the tables of that rollup begin, if it is kept */
    static void create(Optional<String> activity, Connection connection) throws SQLException {
        Set<String> extensions = ActivitySketches.extensions(connection);
        if (!extensions.contains(ActivitySketches.HLL)) {
            applyUnless(has("hll_cardinality", connection), INSTEAD_OF_HLL, connection);
        } else {
            applyUnless(has("sum", ActivitySketches.HLL, connection), List.of("hll_sketch_sum.sql"), connection);
        }
        if (!extensions.contains(ActivitySketches.TOPN)) {
            applyUnless(has("topn", connection), INSTEAD_OF_TOPN, connection);
        }
        create("5min", "minute", "5 minutes", activity.map(name -> name + "_5m"), connection);
        create("1hr", "hour", "1 hour", activity.map(name -> name + "_1h"), connection);
    }

    private static void create(String name, String bucket, String width, Optional<String> table, Connection connection)
            throws SQLException {
        Map<String, String> columns = table.isPresent() ? Tables.columns(table.get(), connection) : Map.of();
        boolean sketched = columns.containsKey(ActivitySketches.DEVICES.column());
        boolean ranked = columns.containsKey(ActivitySketches.TOP_DEVICES.column());
        String view = resource(sketched ? ranked ? "view_of_sketches.sql" : "view_of_hll.sql" : "view_of_events.sql");
        Statements.execute(
                connection,
                view.replace(":name", name)
                        .replace(":bucket", bucket)
                        .replace(":width", width)
                        .replace(":table", table.orElse(""))
                        .replace(":activity", table.map(DashboardViews::rollup).orElse("")));
    }

    private static String rollup(String table) {
        return table.substring(0, table.lastIndexOf('_'));
    }

    private static boolean has(String function, Connection connection) throws SQLException {
        return Statements.rows(connection, Fragment.of(HAS_FUNCTION, Fragment.value(function)), row -> row.getLong(1))
                        .getFirst()
                > 0;
    }

    private static boolean has(String aggregate, String type, Connection connection) throws SQLException {
        Fragment select = Fragment.of(
                HAS_FUNCTION + " AND pg_get_function_arguments(p.oid) = {}",
                Fragment.value(aggregate),
                Fragment.value(type));
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst() > 0;
    }

    private static void applyUnless(boolean there, List<String> files, Connection connection) throws SQLException {
        if (!there) {
            for (String file : files) {
                Statements.execute(connection, resource(file));
            }
        }
    }

    private static String resource(String file) {
        return new Step(DashboardViews.class, file).statement();
    }
}
