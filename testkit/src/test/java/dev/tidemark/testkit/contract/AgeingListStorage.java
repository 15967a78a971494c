package dev.tidemark.testkit.contract;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestCount;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathCount;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ports of such a list. */
record AgeingListStorage(AgeingList list) implements Storage, BehaviorReader {

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    @Override
    public EventWriter eventWriter() {
        return batch -> list.append(batch.events());
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        return WriteSession.shared(this, claim);
    }

    @Override
    public EventIds eventIds() {
        return reference(list.known());
    }

    @Override
    public AggregateReader aggregateReader() {
        return read -> reference(list.seen(read.plan())).read(read);
    }

    @Override
    public BehaviorReader behaviorReader() {
        return this;
    }

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        return reference(list.seen(plan)).behaviorReader().rolling(query, plan, timeout);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return stored().behaviorReader().cohorts(query, timeout);
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        return stored().behaviorReader().funnel(query, timeout);
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return stored().behaviorReader().sessions(query, timeout);
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return stored().behaviorReader().paths(query, timeout);
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return stored().behaviorReader().latest(query, timeout);
    }

    @Override
    public StoredEvents storedEvents() {
        return stored().storedEvents();
    }

    @Override
    public List<RollupCoverage> rollups() {
        return list.wanted().stream()
                .map(definition -> new RollupCoverage(
                        definition,
                        List.of(new TimeRange(list.rollup(definition).since(), END))))
                .toList();
    }

    @Override
    public Optional<Instant> keptSince() {
        return Optional.of(list.keptSince()).filter(Instant.EPOCH::isBefore);
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public void check() {
        // A list always works.
    }

    @Override
    public StorageFigures figures() {
        return stored().figures();
    }

    @Override
    public void close() {
        // The list stays.
    }

    private ReferenceStorage stored() {
        return reference(list.stored());
    }

    private static ReferenceStorage reference(List<Event> events) {
        ReferenceStorage reference = new ReferenceStorage();
        if (!events.isEmpty()) {
            reference.append(new EventBatch(events));
        }
        return reference;
    }
}
