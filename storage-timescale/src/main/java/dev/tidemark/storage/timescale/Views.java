package dev.tidemark.storage.timescale;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Views of the events for SQL of one's own, and a function; nothing of ours reads them. Whatever else has the name of one stays as it is. */
final class Views {

    private static final Logger LOG = System.getLogger(Views.class.getName());

    private static final List<String> VIEWS = List.of(
            "hourly_metrics", "daily_metrics", "daily_screen_views", "daily_platform_metrics", "daily_country_metrics");

    private static final String FUNCTION = "get_retention_rate";

    private static final String SELECT_OTHER = """
            SELECT c.relname
            FROM pg_class AS c
            WHERE c.oid = to_regclass(quote_ident(current_schema) || '.' || {}) AND c.relkind <> 'v'""";

    private Views() {}

    /** Makes them, or makes them what they are in this version. */
    static void ensure(Connection connection) throws SQLException {
        for (String view : VIEWS) {
            Fragment select = Fragment.of(SELECT_OTHER, Fragment.value(view));
            if (Statements.rows(connection, select, row -> row.getString(1)).isEmpty()) {
                Statements.execute(connection, resource(view));
            } else {
                LOG.log(Level.WARNING, "there is a {0} that is no view, so there is no view of that name", view);
            }
        }
        Statements.execute(connection, resource(FUNCTION));
    }

    private static String resource(String name) {
        try (InputStream in = Views.class.getResourceAsStream("views/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("resource views/" + name + ".sql is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
