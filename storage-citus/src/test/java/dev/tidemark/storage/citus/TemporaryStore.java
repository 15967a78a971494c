package dev.tidemark.storage.citus;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.rollup.RealTimeRows;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import java.util.List;
import java.util.UUID;

/** A store in a schema of its own. */
final class TemporaryStore implements TestDatabase {

    private final CitusSettings settings;

    TemporaryStore() {
        this(PostgreSqlAddress.citus());
    }

    TemporaryStore(PostgreSqlAddress address) {
        PostgreSqlSettings server = PostgreSqlSettings.of(address.url().toString(), "postgres")
                .withSchema("test_" + UUID.randomUUID().toString().replace('-', '_'));
        settings = CitusSettings.of(server).withShards(4);
    }

    CitusSettings settings() {
        return settings;
    }

    /** Whether the server keeps tables by columns. */
    boolean hasColumnar() {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            return server.read(
                    "looking for access methods",
                    connection -> Statements.rows(
                                            connection,
                                            "SELECT count(*) FROM pg_am WHERE amname = 'columnar'",
                                            row -> row.getLong(1))
                                    .getFirst()
                            > 0);
        }
    }

    /** By columns where the server has that, else by rows again, for which all the rest is the same. */
    Rewriting rewriting(PostgreSql server) {
        Distribution distribution = new Distribution(settings.shards());
        server.read("looking for a cluster", connection -> {
            distribution.look(connection);
            return distribution;
        });
        EventsTable events = new EventsTable(new PostgreSqlDialect(new RealTimeRows()));
        return new Rewriting(server, distribution, events, hasColumnar() ? Archive.COLUMNAR : "heap");
    }

    @Override
    public CitusStorage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public CitusStorage open(List<RollupDefinition> rollups) {
        return CitusStorage.open(settings, rollups);
    }

    @Override
    public void close() {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            server.write("removing a test's schema", connection -> {
                Statements.execute(
                        connection, "DROP SCHEMA IF EXISTS " + settings.server().schema() + " CASCADE");
                return settings;
            });
        }
    }
}
