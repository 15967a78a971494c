package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings dead letters from the log to where they are kept, by a thread and a cursor of its own, so that answering a request never waits for that place. The
 * same letter may be handed over again after a restart.
 */
public final class DeadLetterDelivery implements AutoCloseable {
    /** The name of the cursor. */
    public static final String CURSOR = "dead-letters";

    private static final int READ_BYTES = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LogReader reader;
    private final DeadLetters deadLetters;
    private final DeliverySettings settings;
    private final DeliveryObserver observer;
    private final EventCodec codec = new EventCodec();
    private final RecentTexts texts = new RecentTexts();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Retries retries;
    private final Thread thread;
    private volatile DeliveryState state = DeliveryState.RUNNING;
    private long savedAt = System.nanoTime();

    private DeadLetterDelivery(
            LogReader reader, DeadLetters deadLetters, DeliverySettings settings, DeliveryObserver observer) {
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.observer = observer;
        this.retries = new Retries(settings, observer, stop, next -> state = next);
        this.thread = Thread.ofPlatform().name("delivery-" + CURSOR).daemon().unstarted(this::run);
    }

    public static DeadLetterDelivery start(
            EventLog log, DeadLetters deadLetters, DeliverySettings settings, DeliveryObserver observer) {
        return start(log.reader(CURSOR), deadLetters, settings, observer);
    }

    /** @param reader is closed by the delivery */
    public static DeadLetterDelivery start(
            LogReader reader, DeadLetters deadLetters, DeliverySettings settings, DeliveryObserver observer) {
        requireNonNull(deadLetters, "deadLetters is null");
        DeadLetterDelivery delivery =
                new DeadLetterDelivery(reader, deadLetters, settings, requireNonNull(observer, "observer is null"));
        delivery.thread.start();
        return delivery;
    }

    public DeliveryState state() {
        return state;
    }

    private void run() {
        try (reader) {
            while (!stop.await(
                    PAUSE.toNanos(), TimeUnit.NANOSECONDS)) { // or every single append would wake this thread
                deliver(settings.flushInterval());
            }
            deliver(Duration.ZERO);
            save();
            state = new DeliveryState(DeliveryState.Status.STOPPED, "");
        } catch (InterruptedException | StoppedException e) {
            state = new DeliveryState(DeliveryState.Status.STOPPED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            state = new DeliveryState(DeliveryState.Status.FAILED, String.valueOf(e.getMessage()));
            observer.trouble(
                    "the delivery of dead letters has ended; they wait in the log until it is started again", e);
        }
    }

    private void deliver(Duration wait) {
        List<LogRecord> records = retries.until(() -> reader.read(READ_BYTES, wait));
        List<DeadLetter> letters = new ArrayList<>();
        for (LogRecord record : records) {
            letters.addAll(codec.deadLetters(record.bytes(), texts));
        }
        if (!letters.isEmpty()) {
            retries.until(() -> {
                deadLetters.keep(letters);
                return true;
            });
        }
        boolean due = System.nanoTime() - savedAt > settings.flushInterval().toNanos();
        if (!letters.isEmpty() || due) {
            save();
        }
    }

    private void save() {
        savedAt = System.nanoTime();
        try {
            reader.save(reader.position());
        } catch (UncheckedIOException e) {
            observer.trouble("the cursor of dead letters could not be saved; it is tried again", e);
        }
    }

    /** Hands over what is at hand and stops, within the time the settings allow. */
    @Override
    public void close() {
        stop.countDown();
        reader.wakeUp();
        try {
            if (!thread.join(settings.stopWithin())) {
                observer.trouble(
                        "dead letters could not be kept within %s; they are handed over again after the next start"
                                .formatted(settings.stopWithin()),
                        new IllegalStateException("stopping took too long"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
