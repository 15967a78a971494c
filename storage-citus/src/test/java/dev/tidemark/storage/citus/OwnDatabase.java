package dev.tidemark.storage.citus;

import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import java.net.URI;
import java.util.UUID;

/** A database beside that of the tests, without any extension, and so not of a cluster. */
final class OwnDatabase implements AutoCloseable {

    private final URI shared;
    private final String name = "test_" + UUID.randomUUID().toString().replace('-', '_');

    OwnDatabase(PostgreSqlAddress address) {
        shared = address.url();
        execute("CREATE DATABASE " + name);
    }

    PostgreSqlAddress address() {
        return new PostgreSqlAddress(shared.resolve("/" + name));
    }

    @Override
    public void close() {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void execute(String sql) {
        try (PostgreSql server = PostgreSql.connect(PostgreSqlSettings.of(shared.toString(), "postgres"))) {
            server.outsideOfTransactions("making or removing a test's database", connection -> {
                Statements.execute(connection, sql);
                return sql;
            });
        }
    }
}
