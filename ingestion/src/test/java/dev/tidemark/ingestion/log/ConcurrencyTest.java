package dev.tidemark.ingestion.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int RECORDS = 2000;

    @Test
    void manyWritersAndTwoReadersAgreeOnOneOrder(@TempDir Path directory) {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                LocalEventLog log = Logs.open(Logs.small(directory));
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> readAndSave(primary), threads);
            CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> readAndSave(mirror), threads);
            List<Thread> writers = IntStream.range(0, THREADS)
                    .mapToObj(thread -> Thread.ofPlatform().start(() -> append(log, thread)))
                    .toList();
            writers.forEach(ConcurrencyTest::join);
            assertThat(first.join()).isEqualTo(second.join());
            for (int thread = 0; thread < THREADS; thread++) {
                String prefix = thread + "/";
                assertThat(first.join().stream().filter(text -> text.startsWith(prefix)))
                        .isEqualTo(IntStream.range(0, RECORDS)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
        }
    }

    @Test
    void recordsThatWaitShareASync(@TempDir Path directory) {
        AtomicInteger groups = new AtomicInteger();
        LogObserver observer = new LogObserver() {
            @Override
            public void committed(int records, long bytes, Duration write, Duration sync) {
                groups.incrementAndGet();
            }
        };
        try (LocalEventLog log = LocalEventLog.open(LogSettings.in(directory), observer, InstantSource.system())) {
            List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                stages.add(log.append(Logs.bytes("record " + i)).toCompletableFuture());
            }
            assertThat(stages).allSatisfy(stage -> assertThat(stage.join()).isInstanceOf(AppendResult.Appended.class));
        }
        assertThat(groups.get()).isPositive().isLessThan(10_000);
    }

    @Test
    void moreThanTheMemoryForWaitingRecordsIsRefused() {
        AppendQueue queue = new AppendQueue(10);
        AppendQueue.Pending record = new AppendQueue.Pending(new byte[6], new CompletableFuture<>());
        assertThat(queue.offer(record, "")).isEqualTo(AppendQueue.Offer.TAKEN);
        assertThat(queue.offer(record, "")).isEqualTo(AppendQueue.Offer.BUSY);
        assertThat(queue.take()).hasSize(1);
        assertThat(queue.offer(record, "")).isEqualTo(AppendQueue.Offer.TAKEN);
    }

    /** Tries again while the log is full, which it often is: the files are small and the readers have to make room. */
    private static void append(EventLog log, int thread) {
        for (int i = 0; i < RECORDS; i++) {
            String text = thread + "/" + i;
            while (!(Logs.append(log, text) instanceof AppendResult.Appended)) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<String> readAndSave(LogReader reader) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < THREADS * RECORDS) {
            for (LogRecord record : reader.read(10_000, Duration.ofMinutes(1))) {
                texts.add(new String(record.bytes(), StandardCharsets.UTF_8));
            }
            reader.save(reader.position());
        }
        return texts;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
