package dev.tidemark.app.metrics;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A store whose writes and reads are timed by outcome, and of whose questions the slowest are noted. */
public final class MeteredStorage implements Storage {
    private final Storage delegate;
    private final MeterRegistry registry;
    private final SlowQuestions slow;

    public MeteredStorage(Storage delegate, MeterRegistry registry, SlowQuestions slow) {
        this.delegate = delegate;
        this.registry = registry;
        this.slow = slow;
    }

    @Override
    public String name() {
        return delegate.name();
    }

    @Override
    public EventWriter eventWriter() {
        EventWriter writer = delegate.eventWriter();
        return batch -> append(writer, batch);
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        WriteSession session = delegate.session(name, claim);
        EventWriter writer = session.eventWriter();
        return WriteSession.of(batch -> append(writer, batch), session.eventIds(), session::close);
    }

    @Override
    public EventIds eventIds() {
        return delegate.eventIds();
    }

    @Override
    public AggregateReader aggregateReader() {
        AggregateReader reader = delegate.aggregateReader();
        return read -> read(reader, read);
    }

    @Override
    public BehaviorReader behaviorReader() {
        return new MeteredBehavior(delegate.behaviorReader(), this);
    }

    @Override
    public StoredEvents storedEvents() {
        return new MeteredStoredEvents(delegate.storedEvents(), this);
    }

    @Override
    public List<RollupCoverage> rollups() {
        return delegate.rollups();
    }

    @Override
    public Optional<Instant> keptSince() {
        return delegate.keptSince();
    }

    @Override
    public void check() {
        delegate.check();
    }

    @Override
    public StorageFigures figures() {
        return delegate.figures();
    }

    @Override
    public void close() {
        delegate.close();
    }

    private void append(EventWriter writer, EventBatch batch) {
        timed(
                "tidemark.storage.writes",
                "Batches written to the store and the time they took",
                () -> {
                    writer.append(batch);
                    return batch;
                },
                (outcome, written) -> {});
    }

    private AggregateRows read(AggregateReader reader, AggregateRead read) {
        return timedRead(Asked.of(read), () -> reader.read(read));
    }

    <T> T timedRead(Asked asked, Supplier<T> read) {
        Instant at = slow.now();
        long start = System.nanoTime();
        return timed(
                "tidemark.storage.reads",
                "Reads of the store and the time they took",
                read,
                (outcome, answer) -> slow.add(new SlowQuestions.Question(
                        at,
                        Duration.ofNanos(System.nanoTime() - start),
                        asked.tenant(),
                        asked.words(),
                        outcome,
                        answer.filter(AggregateRows.class::isInstance)
                                .map(rows -> ((AggregateRows) rows).rowsRead())
                                .orElse(OptionalLong.empty()))));
    }

    private <T> T timed(String name, String description, Supplier<T> call, BiConsumer<String, Optional<Object>> ended) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "internal";
        Optional<Object> answer = Optional.empty();
        try {
            T result = call.get();
            outcome = "ok";
            answer = Optional.of(result);
            return result;
        } catch (StorageException e) {
            outcome = e.category().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            sample.stop(Timer.builder(name)
                    .description(description)
                    .tag("store", delegate.name())
                    .tag("outcome", outcome)
                    .register(registry));
            ended.accept(outcome, answer);
        }
    }
}
