package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.MixedHistory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Statements wait for no thread that others hold, such as those that wait for a statement. */
class ThreadsTest {

    private static final int MORE_THAN_THE_POOL_HAS = 64;

    @Test
    void aBatchIsWrittenWhileTheCommonPoolIsBusy() {
        CountDownLatch written = new CountDownLatch(1);
        try (TemporaryStore place = new TemporaryStore();
                Storage storage = place.open()) {
            for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
                ForkJoinPool.commonPool().execute(() -> awaitUninterruptibly(written));
            }
            assertThatCode(() -> storage.eventWriter().append(MixedHistory.batch(0, 10)))
                    .doesNotThrowAnyException();
        } finally {
            written.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
