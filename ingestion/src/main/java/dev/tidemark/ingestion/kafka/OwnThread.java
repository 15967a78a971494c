package dev.tidemark.ingestion.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;

/** Has things done by the thread that polls the consumer, the only one that may use it. */
final class OwnThread {
    private static final long LOOK_EVERY_MILLIS = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    private record Task(Runnable action, CompletableFuture<Void> done) {
        void run() {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }
    }

    OwnThread(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Does it soon; what cannot be done then is left. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void later(Runnable action) {
        submit(action);
    }

    /** Completes when it is done. */
    CompletableFuture<Void> submit(Runnable action) {
        Task task = new Task(action, new CompletableFuture<>());
        tasks.add(task);
        if (closed) {
            refuseAll();
        } else {
            consumer.wakeup();
        }
        return task.done();
    }

    /** By that thread. */
    void runTasks() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** By that thread, while it cannot poll. */
    void runTasksUntil(CountDownLatch end) {
        try {
            while (end.getCount() > 0) {
                Task task = tasks.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing more is done. */
    void close() {
        closed = true;
        refuseAll();
    }

    private void refuseAll() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.done().completeExceptionally(new IllegalStateException("the consumer is closed"));
        }
    }
}
