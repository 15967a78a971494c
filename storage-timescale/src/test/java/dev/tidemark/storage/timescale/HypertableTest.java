package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HypertableTest {

    private static final String POLICIES = """
            SELECT config ->> 'compress_after'
            FROM timescaledb_information.jobs
            WHERE proc_name = 'policy_compression' AND hypertable_schema = current_schema""";

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void aChunkHoldsAsMuchTimeAsIsAskedFor(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleSettings settings = store.settings().withChunkWidth(Duration.ofDays(1));
            try (TimescaleStorage storage = TimescaleStorage.prepare(settings, List.of())) {
                storage.eventWriter().append(Samples.hourly(MONDAY, 72));
                assertThat(store.number("SELECT count(*) FROM show_chunks('events')"))
                        .isEqualTo(3);
                assertThat(storage.figures().events()).isNotNegative();
            }
        }
    }

    @Test
    void thePolicyCompressesOldChunks() {
        try (TemporaryStore store = new TemporaryStore(TimescaleEdition.FULL);
                TimescaleStorage storage = TimescaleStorage.prepare(store.settings(), List.of())) {
            storage.eventWriter().append(Samples.hourly(MONDAY, 72));
            long job = store.number("""
                    SELECT job_id
                    FROM timescaledb_information.jobs
                    WHERE proc_name = 'policy_compression' AND hypertable_schema = current_schema""");
            store.call("CALL run_job(" + job + ")");
            assertThat(store.number("""
                            SELECT count(*)
                            FROM timescaledb_information.chunks
                            WHERE hypertable_schema = current_schema AND hypertable_name = 'events' AND is_compressed""")).isPositive();
            assertThat(Samples.rawCount(storage, MONDAY, 3)).isEqualTo(72);
        }
    }

    @Test
    void anotherAgeChangesThePolicy() {
        try (TemporaryStore store = new TemporaryStore(TimescaleEdition.FULL)) {
            TimescaleStorage.prepare(store.settings(), List.of()).close();
            assertThat(store.texts(POLICIES)).isEqualTo(List.of("7 days"));
            TimescaleStorage.prepare(store.settings().withCompressAfter(Duration.ofDays(30)), List.of())
                    .close();
            assertThat(store.texts(POLICIES)).isEqualTo(List.of("30 days"));
        }
    }

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void aColumnThatSomebodyChangedStopsTheStart(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleStorage.prepare(store.settings(), List.of()).close();
            store.execute("DROP VIEW daily_country_metrics");
            store.execute("ALTER TABLE events RENAME COLUMN country TO land");
            assertThatThrownBy(() -> TimescaleStorage.prepare(store.settings(), List.of()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("land");
        }
    }
}
