package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A store in a schema of its own. Generated events are years apart, so its chunks are wide. */
final class TemporaryStore implements TestDatabase {

    private static final Duration WIDE = Duration.ofDays(90);

    private static final Duration OFTEN = Duration.ofMillis(500);

    private final TimescaleSettings settings;

    TemporaryStore(TimescaleEdition edition) {
        this.settings = TimescaleSettings.of(PostgreSqlSettings.of(edition.url(), "postgres")
                        .withSchema("test_" + UUID.randomUUID().toString().replace('-', '_')))
                .withChunkWidth(WIDE)
                .withRefreshEvery(OFTEN);
    }

    TimescaleSettings settings() {
        return settings;
    }

    @Override
    public Storage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public Storage open(List<RollupDefinition> rollups) {
        return TimescaleStorage.open(settings, rollups);
    }

    void execute(String sql) {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            server.write("changing a test's tables", connection -> {
                Statements.execute(connection, sql);
                return sql;
            });
        }
    }

    /** Compresses every chunk, also one that got events after it had been compressed. A server may have done so by itself meanwhile. */
    void compress() {
        texts("SELECT compress_chunk(c, if_not_compressed => TRUE) FROM show_chunks('events') AS c");
    }

    /** Runs a procedure that commits what it does itself. */
    void call(String procedure) {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            server.outsideOfTransactions("calling a procedure", connection -> {
                Statements.execute(connection, procedure);
                return procedure;
            });
        }
    }

    long number(String select) {
        return Long.parseLong(texts(select).getFirst());
    }

    List<String> texts(String select) {
        try (PostgreSql server = PostgreSql.connect(settings.server())) {
            return server.write(
                    "looking at a test's tables",
                    connection -> Statements.rows(connection, select, row -> row.getString(1)));
        }
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
