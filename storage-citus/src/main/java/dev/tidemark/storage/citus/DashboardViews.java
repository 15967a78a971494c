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

    /** Of views of events, which there may be beside the extensions: if the rollup is not kept, or was made before them. */
    private static final List<Function> OF_EVENTS = List.of(
            new Function("sum", "text[]", "hll_sum.sql"),
            new Function("hll_cardinality", "text[]", "hll_cardinality.sql"),
            new Function("tidemark_counts", "text[]", "topn_counts.sql"));

    private static final Function SUM_OF_SKETCHES =
            new Function("sum", ActivitySketches.HLL, "hll_sketch_sum.sql"); // the extension calls it otherwise

    /** What the extension would bring, by the names it has there. */
    private static final List<String> INSTEAD_OF_TOPN = List.of("topn_record.sql", "topn_union_agg.sql", "topn.sql");

    private static final String HAS_FUNCTION = """
            SELECT count(*)
            FROM pg_proc AS p
            WHERE p.proname = {} AND oidvectortypes(p.proargtypes) = {} AND pg_function_is_visible(p.oid)""";

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
        for (Function function : OF_EVENTS) {
            ensure(function, connection);
        }
        if (extensions.contains(ActivitySketches.HLL)) {
            ensure(SUM_OF_SKETCHES, connection);
        }
        if (!extensions.contains(ActivitySketches.TOPN) && !has("topn", "jsonb, integer", connection)) {
            for (String file : INSTEAD_OF_TOPN) {
                Statements.execute(connection, resource(file));
            }
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

    private static void ensure(Function function, Connection connection) throws SQLException {
        if (!has(function.name, function.types, connection)) {
            Statements.execute(connection, resource(function.file));
        }
    }

    private static boolean has(String function, String types, Connection connection) throws SQLException {
        Fragment select = Fragment.of(HAS_FUNCTION, Fragment.value(function), Fragment.value(types));
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst() > 0;
    }

    private static String resource(String file) {
        return new Step(DashboardViews.class, file).statement();
    }

    /** A function and the file that makes it. */
    private record Function(String name, String types, String file) {}
}
