package dev.tidemark.storage.citus;

import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.RetentionNotes;
import dev.tidemark.storage.sql.postgresql.SchemaSteps;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import dev.tidemark.storage.sql.postgresql.rollup.FollowingRollups;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Brings a schema to what this version expects, in one transaction, or says why it cannot. One process at a time does so; the others wait and find it done.
 *
 * <p>The table of events follows the catalogue: columns that it has gained are added, any other difference is refused. The tables of rollups follow their definitions.
 */
final class CitusSchema {

    private static final SchemaSteps STEPS = new SchemaSteps(SchemaSteps.SHARED);

    private static final String TABLE = """
            CREATE TABLE %s (
                %s
            ) PARTITION BY RANGE ("timestamp")""";

    /** For rollups that follow the events, and what they lack. What parts have besides, only they have. */
    static final String INDEX = "CREATE INDEX events_by_batch ON events (batch, tenant_id)";

    private final PostgreSql server;
    private final EventsTable events;
    private final Distribution distribution;
    private final FollowingRollups rollups;

    CitusSchema(PostgreSql server, EventsTable events, Distribution distribution, FollowingRollups rollups) {
        this.server = server;
        this.events = events;
        this.distribution = distribution;
        this.rollups = rollups;
    }

    /** Returns since when the events are all there, by the lifetimes of now and those of before. */
    KeptSince migrate(List<RollupDefinition> wanted, RetentionPolicy retention) {
        return server.read("bringing the schema to this version", connection -> {
            server.createSchema(connection);
            distribution.look(connection);
            distribution.prepare(connection);
            STEPS.apply(connection);
            ensureEvents(connection);
            distribution.placeEvents(connection);
            distribution.place("rollup_watermarks", connection);
            KeptSince keptSince = KeptSince.note(retention, new RetentionNotes(connection), InstantSource.system());
            DashboardViews.drop(connection);
            rollups.reconcile(wanted, keptSince.firstWholeDay(), connection);
            DashboardViews.create(rollups.tablesName(BuiltInRollups.ACTIVITY.name()), connection);
            return keptSince;
        });
    }

    private void ensureEvents(Connection connection) throws SQLException {
        Map<String, String> found = Tables.columns(EventsTable.NAME, connection);
        if (found.isEmpty()) {
            Statements.execute(connection, create(events));
            Statements.execute(connection, INDEX);
            return;
        }
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                Statements.execute(
                        connection, "ALTER TABLE " + EventsTable.NAME + " ADD COLUMN " + events.definition(column));
                found.put(column.name(), column.type());
            }
        }
        Tables.requireSame(
                EventsTable.NAME,
                events.columns(),
                found,
                "a newer Tidemark or somebody's hand changed it: start that version, or give the columns back their types");
    }

    static String create(EventsTable events) {
        return TABLE.formatted(EventsTable.NAME, events.definitions());
    }
}
