package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.SchemaSteps;
import dev.tidemark.storage.sql.postgresql.SchemaSteps.Step;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Brings a database to the schema that this version expects, in one transaction, or says why it cannot. Of several processes that do so at once, one goes first. */
record TimescaleSchema(PostgreSql server, TimescaleSettings settings) {

    private static final List<Step> STEPS = Stream.concat(
                    SchemaSteps.SHARED.stream(),
                    Stream.of(
                                    "01_horizon.sql",
                                    "02_horizon_row.sql",
                                    "03_aggregates.sql",
                                    "04_late_hours.sql",
                                    "05_late_hours_of_tenant.sql")
                            .map(file -> new Step(TimescaleSchema.class, file)))
            .toList();

    /** Makes sure that the database has the extension. The edition is the one to go on with. */
    Edition edition() {
        return server.write("looking for TimescaleDB", connection -> {
            lock(connection);
            return new FormerEdition(connection).goingOnWith(Edition.of(connection));
        });
    }

    void migrate(Hypertable events, Rollups rollups, List<RollupDefinition> wanted) {
        server.write("bringing the schema up to date", connection -> {
            lock(connection);
            server.createSchema(connection);
            new SchemaSteps(STEPS).apply(connection);
            events.ensure(connection);
            Views.ensure(connection);
            rollups.reconcile(wanted, Horizon.read(connection).keptSince(), connection);
            return events;
        });
    }

    private void lock(Connection connection) throws SQLException {
        long number = new AdvisoryLocks(settings.server().schema()).migration();
        Statements.execute(connection, "SELECT pg_advisory_xact_lock(" + number + ")");
    }
}
