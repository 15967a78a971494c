package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.StoreWriter.Refusal;
import dev.tidemark.ingestion.delivery.StoreWriter.Written;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogRecord;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import dev.tidemark.ingestion.pipeline.PrimaryStore.Outcome.Counted;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Brings events from the log into one store, exactly once, by a thread of its own: gathers a batch, drops what the store has, writes the rest, hands what
 * the store refuses to the dead letters, and only then saves the cursor. Whatever ends it in between is done again after the next start, and changes
 * nothing where it had been done.
 */
public final class Delivery implements PrimaryStore, AutoCloseable {
    private static final int READ_BYTES = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** Between batches that are not the largest: what a batch costs beside its events is divided by more of them, and they are seen hardly later. */
    private static final Duration REST = Duration.ofMillis(200);

    private final DeliverySettings settings;
    private final LogReader reader;
    private final Backfill backfill;
    private final StoreWriter writer;
    private final DeadLetters deadLetters;
    private final DeliveryObserver observer;
    private final EventCodec codec = new EventCodec();
    private final RecentTexts texts = new RecentTexts();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Retries retries;
    private final Outcomes outcomes;
    private final Thread thread;
    private volatile DeliveryState state = DeliveryState.RUNNING;
    private long restedAt = System.nanoTime();

    private Delivery(
            String name,
            LogReader reader,
            WriteSession session,
            Backfill backfill,
            DeadLetters deadLetters,
            DeliverySettings settings,
            DeliveryObserver observer) {
        this.settings = settings;
        this.reader = reader;
        this.backfill = backfill;
        this.deadLetters = deadLetters;
        this.observer = observer;
        this.retries = new Retries(settings, observer, stop, this::setState);
        this.writer = new StoreWriter(session, settings, retries, observer);
        this.outcomes = new Outcomes(reader.saved());
        this.thread = Thread.ofPlatform().name("delivery-" + name).daemon().unstarted(this::run);
    }

    /**
     * Starts the delivery to a store.
     *
     * @param cursor of the log, one for each store for ever
     */
    public static Delivery start(
            EventLog log,
            String cursor,
            Storage storage,
            DeadLetters deadLetters,
            DeliverySettings settings,
            DeliveryObserver observer) {
        return start(log, cursor, storage, Backfill.NONE, deadLetters, settings, observer);
    }

    /**
     * Starts the delivery to a store that gets other events before those of the log.
     *
     * @param backfill what these are
     */
    public static Delivery start(
            EventLog log,
            String cursor,
            Storage storage,
            Backfill backfill,
            DeadLetters deadLetters,
            DeliverySettings settings,
            DeliveryObserver observer) {
        WriteSession session = WriteSession.of(storage.eventWriter(), storage.eventIds());
        return start(storage.name(), log.reader(cursor), session, backfill, deadLetters, settings, observer);
    }

    /**
     * Starts the delivery of what a reader brings.
     *
     * @param name of the thread
     * @param reader is closed by the delivery
     * @param session is not
     */
    public static Delivery start(
            String name,
            LogReader reader,
            WriteSession session,
            Backfill backfill,
            DeadLetters deadLetters,
            DeliverySettings settings,
            DeliveryObserver observer) {
        requireNonNull(backfill, "backfill is null");
        requireNonNull(deadLetters, "deadLetters is null");
        requireNonNull(settings, "settings is null");
        requireNonNull(observer, "observer is null");
        Delivery delivery = new Delivery(name, reader, session, backfill, deadLetters, settings, observer);
        delivery.thread.start();
        return delivery;
    }

    public DeliveryState state() {
        return state;
    }

    /** {@inheritDoc} The batch is written at once then, however small it is. */
    @Override
    public CompletionStage<Optional<Outcome>> awaitStored(long position, Duration atMost) {
        CompletionStage<Optional<Outcome>> outcome = outcomes.of(position)
                .copy()
                .completeOnTimeout(Optional.empty(), atMost.toNanos(), TimeUnit.NANOSECONDS);
        reader.wakeUp();
        return outcome;
    }

    private void setState(DeliveryState next) {
        state = next;
    }

    private void run() {
        try (reader) {
            while (!isStopping()) {
                if (backfill.isPending()) {
                    fillIn();
                } else {
                    deliver(gather());
                }
            }
            if (!backfill.isPending()) {
                deliver(gather()); // what is at hand
            }
            state = new DeliveryState(DeliveryState.Status.STOPPED, "");
        } catch (StoppedException e) {
            state = new DeliveryState(DeliveryState.Status.STOPPED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            state = new DeliveryState(DeliveryState.Status.FAILED, String.valueOf(e.getMessage()));
            observer.trouble("the delivery has ended; events wait in the log until it is started again", e);
        } finally {
            outcomes.end();
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    /** Reads until there are enough events and the store has rested, the first one has waited long enough, or somebody waits for one of them. */
    private Gathered gather() {
        Gathered gathered = new Gathered();
        long deadline = Long.MAX_VALUE;
        while (!isLargest(gathered)) {
            long wait = isDue(gathered, deadline) ? 0 : waitFor(gathered, deadline);
            List<LogRecord> records = retries.until(() -> reader.read(READ_BYTES, Duration.ofNanos(wait)));
            if (backfill.isPending()) {
                reader.rewind(); // these are to come after what has become pending meanwhile
                return new Gathered();
            }
            for (LogRecord record : records) {
                gathered.add(record, codec.decode(record.bytes(), texts));
            }
            if (records.isEmpty() && (isDue(gathered, deadline) || isPast(gathered))) {
                break;
            }
            if (!records.isEmpty() && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + settings.flushInterval().toNanos();
            }
            if (!isDue(gathered, deadline)) {
                LockSupport.parkNanos(PAUSE.toNanos()); // or every single append would wake this thread
            }
        }
        return gathered;
    }

    private boolean isLargest(Gathered gathered) {
        return gathered.events().size() >= settings.maxBatchEvents() || gathered.bytes() >= settings.maxBatchBytes();
    }

    private boolean isDue(Gathered gathered, long deadline) {
        return isStopping()
                || (isEnough(gathered) && System.nanoTime() - restedAt >= 0)
                || (deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0)
                || reader.isAwaited()
                || outcomes.isAwaited(reader.position());
    }

    /** Whether all that was read brought no record. */
    private boolean isPast(Gathered gathered) {
        return gathered.isEmpty() && reader.position() > reader.saved();
    }

    private boolean isEnough(Gathered gathered) {
        return gathered.events().size() >= settings.batchEvents();
    }

    private long waitFor(Gathered gathered, long deadline) {
        if (gathered.isEmpty()) {
            return settings.flushInterval().toNanos();
        }
        return Math.max(0, (isEnough(gathered) ? restedAt : deadline) - System.nanoTime());
    }

    private void fillIn() {
        Backfill.Piece piece = retries.until(backfill::next);
        Written written = writer.write(piece.events());
        if (!written.refusals().isEmpty()) {
            keepRefused(written.refusals(), event -> piece.source());
        }
        note(piece.done(), "how far the store is filled could not be noted; it is tried again with the next events");
    }

    /** What is not noted is only done once more after a restart. */
    private void note(Runnable noting, String trouble) {
        try {
            noting.run();
        } catch (UncheckedIOException e) {
            observer.trouble(trouble, e);
        }
    }

    private void deliver(Gathered gathered) {
        if (gathered.isEmpty()) {
            if (reader.position() > reader.saved()) {
                save(); // over what brought no record
            }
        } else {
            restedAt = System.nanoTime() + REST.toNanos();
            Written written = writer.write(gathered.events());
            if (!written.refusals().isEmpty()) {
                keepRefused(written.refusals(), sources(gathered));
            }
            save();
            outcomes.delivered(count(gathered, written), reader.position());
        }
    }

    private void save() {
        note(
                () -> reader.save(reader.position()),
                "the cursor could not be saved; it is tried again with the next batch");
    }

    /** Which entrance an event of the batch came through. */
    private static Function<Event, String> sources(Gathered gathered) {
        IdentityHashMap<Event, String> sources = new IdentityHashMap<>();
        for (Gathered.Entry entry : gathered.entries()) {
            entry.intake()
                    .events()
                    .forEach(event -> sources.put(event, entry.intake().source()));
        }
        return event -> requireNonNull(sources.get(event));
    }

    private void keepRefused(List<Refusal> refusals, Function<Event, String> sources) {
        List<DeadLetter> letters = new ArrayList<>();
        for (Refusal refusal : refusals) {
            letters.add(letter(refusal, sources.apply(refusal.event())));
            observer.refused(refusal.event().tenant(), RejectionCode.REFUSED_BY_STORE);
        }
        retries.until(() -> {
            deadLetters.keep(letters);
            return true;
        });
    }

    /** Its id follows from the event, so that refusing it again after a restart makes no second letter. */
    private static DeadLetter letter(Refusal refusal, String source) {
        Event event = refusal.event();
        String name = "refused/" + event.tenant() + "/" + event.id() + "/" + event.timestamp();
        return new DeadLetter(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                event.tenant(),
                event.receivedAt(),
                source,
                new Violation(RejectionCode.REFUSED_BY_STORE, refusal.reason()),
                EventJson.of(event));
    }

    private Map<Long, Counted> count(Gathered gathered, Written written) {
        IdentityHashMap<Event, Boolean> stored = new IdentityHashMap<>();
        written.stored().forEach(event -> stored.put(event, true));
        written.refusals().forEach(refusal -> stored.put(refusal.event(), false));
        Map<Long, Counted> counts = HashMap.newHashMap(gathered.entries().size());
        Map<TenantId, Integer> duplicates = new HashMap<>();
        for (Gathered.Entry entry : gathered.entries()) {
            Counted outcome = outcome(entry.intake().events(), stored);
            counts.put(entry.position(), outcome);
            if (outcome.duplicates() > 0) {
                duplicates.merge(entry.intake().tenant(), outcome.duplicates(), Integer::sum);
            }
        }
        duplicates.forEach(observer::duplicates);
        return counts;
    }

    private static Counted outcome(List<Event> events, IdentityHashMap<Event, Boolean> stored) {
        int taken = 0;
        int refused = 0;
        for (Event event : events) {
            Boolean isStored = stored.get(event);
            if (isStored != null && isStored) {
                taken++;
            } else if (isStored != null) {
                refused++;
            }
        }
        return new Counted(taken, events.size() - taken - refused, refused);
    }

    /** Writes what is at hand, saves the cursor and stops; what takes longer than the settings allow is left to the next start. */
    @Override
    public void close() {
        stop.countDown();
        reader.wakeUp();
        try {
            if (!thread.join(settings.stopWithin())) {
                observer.trouble(
                        "the store did not answer within %s; what it was writing is delivered again after the next start"
                                .formatted(settings.stopWithin()),
                        new IllegalStateException("stopping took too long"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
