package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.data.ClickHouseFormat;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.testkit.contract.MixedHistory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickHouseFiguresTest {

    private static final Fragment SLOW = Fragment.of("SELECT sum(sleepEachRow(0.05)) FROM numbers(60)");

    private final TemporaryStore place = new TemporaryStore();
    private final Storage storage = place.open();

    @AfterEach
    void close() {
        storage.close();
        place.close();
    }

    @Test
    void aTableHasRowsBytesAndParts() {
        storage.eventWriter().append(MixedHistory.batch(0, 200));
        StorageFigures figures = storage.figures();
        StorageFigures.Table events = figures.tables().getFirst();
        assertThat(events.name()).isEqualTo("events");
        assertThat(events.rows()).isEqualTo(figures.events()).isEqualTo(200);
        assertThat(events.bytes().orElseThrow()).isPositive().isLessThanOrEqualTo(figures.bytes());
        assertThat(events.uncompressedBytes().orElseThrow()).isPositive();
        assertThat(events.parts().orElseThrow()).isPositive();
    }

    @Test
    void aQuestionIsShownAsLongAsItRuns() {
        String id = Server.newId();
        try (Server server = new Server(place.layout())) {
            CompletableFuture<Void> question = CompletableFuture.runAsync(() -> ask(server, id));
            boolean seen = false;
            while (!seen && !question.isDone()) {
                seen = isRunning(id);
            }
            assertThat(seen).isTrue();
            question.join();
            assertThat(isRunning(id)).isFalse();
        }
    }

    private boolean isRunning(String id) {
        return storage.figures().running().stream()
                .anyMatch(running -> running.id().equals(id));
    }

    private static void ask(Server server, String id) {
        try (Server.Answer answer =
                server.ask(SLOW, id, Duration.ofSeconds(30), Map.of(), ClickHouseFormat.RowBinaryWithNamesAndTypes)) {
            answer.forEach(row -> {});
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
