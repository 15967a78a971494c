package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.Fragment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections are few, and one that is lost never comes back. */
class ConnectionsTest {

    private static final int MORE_THAN_THERE_ARE = 200;

    /** Just when the request is on its way: too late to take it back, too early to cancel it. */
    @Test
    void whoeverIsInterruptedGivesTheConnectionBack() {
        TemporaryStore place = new TemporaryStore();
        try (ClickHouseStorage storage = ClickHouseStorage.open(place.layout(), BuiltInRollups.all());
                Server server = new Server(place.layout())) {
            for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> one(server)).isInstanceOf(StorageException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(one(server)).containsExactly(1L);
            storage.check();
        } finally {
            place.close();
        }
    }

    private static List<Long> one(Server server) {
        return server.rows("asking", Fragment.of("SELECT toInt64(1)"), row -> row.number(1));
    }
}
