package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.contract.MixedHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The schema is made once, whoever comes first, and nobody works with one that is not as expected. */
class SchemaTest {

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void manyMayStartAtOnce() throws Exception {
        int instances = 8;
        List<Future<CitusStorage>> opening = new ArrayList<>();
        try (ExecutorService starting = Executors.newFixedThreadPool(instances)) {
            for (int i = 0; i < instances; i++) {
                opening.add(starting.submit(() -> place.open()));
            }
        }
        for (Future<CitusStorage> opened : opening) {
            try (CitusStorage storage = opened.get()) {
                storage.check();
                assertThat(storage.rollups()).hasSameSizeAs(BuiltInRollups.all());
            }
        }
    }

    @Test
    void aColumnThatIsMissingIsAdded() {
        place.open().close();
        change("ALTER TABLE events DROP COLUMN city");
        try (CitusStorage storage = place.open()) {
            storage.eventWriter().append(MixedHistory.batch(0, 10));
            assertThat(MixedHistory.counts(storage)).containsExactly(10L, 10L);
        }
    }

    @Test
    void aColumnOfAnotherTypeIsTold() {
        place.open().close();
        change("ALTER TABLE events ALTER COLUMN city TYPE varchar(10)");
        assertThatThrownBy(place::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("table events in PostgreSQL has columns")
                .hasMessageContaining("city=character varying(10)")
                .hasMessageContaining("give the columns back their types");
    }

    @Test
    void aSchemaOfALaterVersionIsLeftAlone() {
        place.open().close();
        change("INSERT INTO schema_version (version) VALUES (99)");
        assertThatThrownBy(place::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("has version 99")
                .hasMessageContaining("start that version");
    }

    @Test
    void aTableOfARollupThatSomebodyDroppedIsMadeAndFilledAnew() {
        try (CitusStorage storage = place.open()) {
            storage.eventWriter().append(MixedHistory.batch(0, 100));
            storage.following().follow();
        }
        change("DROP TABLE activity_1h CASCADE");
        try (CitusStorage storage = place.open()) {
            storage.following().follow();
            assertThat(storage.rollups()).hasSameSizeAs(BuiltInRollups.all());
            assertThat(MixedHistory.wrongTables(storage)).isEmpty();
        }
    }

    private void change(String sql) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            server.write("changing the schema", connection -> {
                Statements.execute(connection, sql);
                return sql;
            });
        }
    }
}
