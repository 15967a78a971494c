package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedSchemaTest {

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() throws SQLException {
        place.open().close();
        execute("INSERT INTO schema_version VALUES (7, now()::TIMESTAMP)");
        assertThatThrownBy(place::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("has schema version 7, expected at most 3")
                .hasMessageContaining("start that version");
    }

    @Test
    void aChangedColumnIsRefused() throws SQLException {
        place.open().close();
        execute("ALTER TABLE events ALTER COLUMN city TYPE INTEGER");
        assertThatThrownBy(place::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("table events of the embedded store has columns")
                .hasMessageContaining("city=INTEGER")
                .hasMessageContaining("city=VARCHAR");
    }

    @Test
    void aRollupThatSomebodysHandChangedIsRefused() throws SQLException {
        place.open().close();
        execute("ALTER TABLE activity_1h DROP COLUMN browser");
        assertThatThrownBy(place::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("table activity_1h of the embedded store has columns")
                .hasMessageContaining("browser=VARCHAR")
                .hasMessageContaining("drop the table and start again to have the rollup activity filled");
    }

    @Test
    void aStoreFromBeforeRollupsWereListedHasThemFilledAnew() throws SQLException {
        try (EmbeddedStorage storage = place.open()) {
            storage.eventWriter().append(Samples.batch(0, 500));
        }
        execute("DROP TABLE rollups");
        execute("DROP TABLE rollup_days");
        execute("DELETE FROM schema_version WHERE version > 1");
        execute("ALTER TABLE activity_1h DROP COLUMN browser");
        try (EmbeddedStorage storage = place.open()) {
            RollupFillTest.awaitFilled(storage);
            var query = Samples.query(List.of(), List.of(new Aggregate.Count()), Filter.ALL);
            assertThat(Samples.fromRollup(storage, query, BuiltInRollups.ACTIVITY))
                    .isEqualTo(Samples.raw(storage, query));
        }
    }

    @Test
    void aColumnThatTheCatalogueGainedIsAdded() throws SQLException {
        try (EmbeddedStorage storage = place.open()) {
            storage.eventWriter().append(Samples.batch(0, 10));
        }
        execute("ALTER TABLE events DROP COLUMN bytes");
        try (EmbeddedStorage storage = place.open()) {
            storage.eventWriter().append(Samples.batch(10, 20));
            var query = Samples.query(
                    List.of(),
                    List.of(new Aggregate.Count(), new Aggregate.Sum(Attribute.of(Field.BYTES))),
                    Filter.ALL);
            assertThat(Samples.raw(storage, query)).isNotEmpty();
            assertThat(storage.figures().events()).isEqualTo(20);
        }
    }

    @Test
    void aSecondStoreOnTheSameFileOfAnotherProcessIsRefused() throws Exception {
        try (EmbeddedStorage storage = place.open()) {
            storage.check();
            Process other = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpenStore.class.getName(),
                            place.settings().file().toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(printed).contains("UNAVAILABLE").contains("Could not set lock on file");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + place.settings().file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
