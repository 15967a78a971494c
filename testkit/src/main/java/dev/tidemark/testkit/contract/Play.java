package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.Tenants;
import java.time.Duration;
import java.util.List;

/** Events written to the store under test and to the reference, which are then asked the same. */
final class Play {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Storage storage;
    private final ReferenceStorage reference = new ReferenceStorage();
    private final Tenants tenants;

    private Play(Storage storage, Tenants tenants) {
        this.storage = storage;
        this.tenants = tenants;
    }

    /** Writes nothing yet. */
    static Play on(Storage storage) {
        return new Play(storage, Tenants.fresh());
    }

    /** Writes the history of the case in batches of this size. */
    static Play of(Storage storage, StorageCase sample, int batchSize) {
        Play play = on(storage);
        play.write(sample.events(play.tenants), batchSize);
        return play;
    }

    void write(List<Event> events, int batchSize) {
        append(storage.eventWriter(), events, batchSize);
        append(reference, events, batchSize);
    }

    static void append(EventWriter writer, List<Event> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            writer.append(new EventBatch(events.subList(from, Math.min(events.size(), from + batchSize))));
        }
    }

    Tenants tenants() {
        return tenants;
    }

    ReferenceStorage reference() {
        return reference;
    }

    AggregateRows answer(AggregateQuery query, Plan plan) {
        return answer(storage, query, plan);
    }

    void assertAnswers(AggregateQuery query) {
        assertAnswers(query, Plan.raw(query.buckets().range()));
    }

    /** Asks the store by this plan, and compares its whole answer with the reference's. */
    void assertAnswers(AggregateQuery query, Plan plan) {
        new AnswerAssert(query, plan).isSame(answer(query, plan), answer(reference, query, plan));
    }

    static AggregateRows answer(Storage asked, AggregateQuery query, Plan plan) {
        return asked.aggregateReader().read(new AggregateRead(query, plan, PATIENCE));
    }
}
