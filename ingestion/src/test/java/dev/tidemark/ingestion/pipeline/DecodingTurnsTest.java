package dev.tidemark.ingestion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodingTurnsTest {
    private static final TenantId FLOOD = new TenantId("flood");
    private static final TenantId OTHER = new TenantId("other");
    private static final int LARGE = 1 << 20;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    private CompletableFuture<Void> run(DecodingTurns turns, TenantId tenant, Runnable work) {
        return CompletableFuture.runAsync(
                () -> turns.run(tenant, LARGE, () -> {
                    work.run();
                    return 0;
                }),
                threads);
    }

    @Test
    void noMoreAreDecodedAtOnceThanThereArePlaces() {
        DecodingTurns turns = new DecodingTurns(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(run(turns, i % 3 == 0 ? OTHER : FLOOD, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
            }));
        }
        all.forEach(CompletableFuture::join);

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void tenantDoesNotWaitForAllThatAnotherSentBefore() throws InterruptedException {
        DecodingTurns turns = new DecodingTurns(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<TenantId> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(run(turns, FLOOD, () -> {
            begun.countDown();
            await(go);
        }));
        begun.await();
        for (int i = 0; i < 50; i++) {
            all.add(run(turns, FLOOD, () -> order.add(FLOOD)));
        }
        while (turns.waiting() < 50) {
            Thread.onSpinWait();
        }
        all.add(run(turns, OTHER, () -> order.add(OTHER)));
        while (turns.waiting() < 51) {
            Thread.onSpinWait();
        }
        go.countDown();
        all.forEach(CompletableFuture::join);

        assertThat(order.indexOf(OTHER)).isLessThanOrEqualTo(1);
    }

    @Test
    void whereSeveralSendNoneHasAllPlaces() throws InterruptedException {
        DecodingTurns turns = new DecodingTurns(2);
        run(turns, OTHER, () -> {}).join();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(run(turns, FLOOD, () -> {
                begun.countDown();
                await(go);
            }));
        }
        begun.await();

        run(turns, OTHER, () -> {}).join();

        go.countDown();
        all.forEach(CompletableFuture::join);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
