package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReadsTest {

    /** Would take hours. */
    private static final Fragment ENDLESS = Fragment.of(
            "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE (a.range * b.range) % 7 = 1");

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void aReadEndsWhenItsThreadIsInterrupted() throws Exception {
        assertThat(categoryOf(Duration.ofHours(1), true)).isEqualTo(Category.OVERLOADED);
    }

    @Test
    @Timeout(60)
    void aReadEndsWhenItsTimeIsOver() throws Exception {
        assertThat(categoryOf(Duration.ofMillis(300), false)).isEqualTo(Category.OVERLOADED);
    }

    private Category categoryOf(Duration timeout, boolean interrupt) throws InterruptedException, ExecutionException {
        NativeLibrary.load();
        try (Database database = new Database(EmbeddedSettings.of(folder.resolve("events.duckdb")), connection -> {});
                Deadlines deadlines = new Deadlines()) {
            Reads reads = new Reads(database, deadlines, new EngineThreads(2, Duration.ZERO), 1);
            CompletableFuture<Category> ended = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    reads.rows(() -> ENDLESS, timeout, row -> row.number(1));
                } catch (StorageException e) {
                    ended.complete(e.category());
                } catch (RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            });
            if (interrupt) {
                Thread.sleep(300); // most likely the engine is at it by then; else the wait for a turn ends
                reader.interrupt();
            }
            return ended.get();
        }
    }
}
