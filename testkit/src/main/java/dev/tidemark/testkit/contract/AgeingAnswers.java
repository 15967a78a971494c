package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.AgeingCase;
import dev.tidemark.testkit.generate.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The answers of a store beside those of the reference, which has every event that the store ever took: the same where only rollups are read of time whose events may have been deleted, and of later time
 * whatever is read.
 */
final class AgeingAnswers {

    private static final int PAGE = 7;

    private final Storage storage;
    private final ReferenceStorage reference;
    private final Instant keptSince;

    AgeingAnswers(Storage storage, ReferenceStorage reference) {
        this.storage = storage;
        this.reference = reference;
        this.keptSince = Delivery.keptSince(storage);
    }

    /** The whole question if rollups answer it for time before, and the part of it that is about later time. */
    void assertPlanned(AggregateQuery query) {
        assertByRollups(query);
        since(query).ifPresent(this::assertByRollups);
    }

    /** The same, each event, and each kind of question. */
    void assertAll(AgeingCase sample, Tenants tenants) {
        TenantId tenant = tenants.get(0);
        for (AggregateQuery query : sample.queries(tenant)) {
            assertPlanned(query);
            since(query)
                    .ifPresent(part -> assertSame(part, Plan.raw(part.buckets().range())));
        }
        assertBehavior(sample, tenant);
        tenants.all().forEach(this::assertEvents);
        Set<LocalDate> days = new HashSet<>();
        tenants.all().forEach(of -> events(reference, of).forEach(event -> days.add(day(event.timestamp()))));
        days.forEach(this::assertIds);
    }

    private void assertByRollups(AggregateQuery query) {
        Plan plan = new Planner().plan(query, storage.rollups());
        if (isKept(plan)) {
            assertSame(query, plan);
        }
    }

    private void assertSame(AggregateQuery query, Plan plan) {
        new AnswerAssert(query, plan).isSame(Play.answer(storage, query, plan), Play.answer(reference, query, plan));
    }

    private void assertBehavior(AgeingCase sample, TenantId tenant) {
        sample.behavior().rolling(tenant).forEach(this::assertRolling);
        assertSame(
                sample.behavior().cohorts(tenant),
                query -> query.buckets().range(),
                (reader, query) -> reader.cohorts(query, Play.PATIENCE));
        assertSame(
                sample.behavior().funnels(tenant),
                query -> query.range(),
                (reader, query) -> reader.funnel(query, Play.PATIENCE));
        assertSame(
                sample.behavior().sessions(tenant),
                query -> query.horizon(),
                (reader, query) -> reader.sessions(query, Play.PATIENCE));
        assertSame(
                sample.behavior().paths(tenant),
                query -> query.horizon(),
                (reader, query) -> reader.paths(query, Play.PATIENCE));
        assertSame(
                sample.behavior().latest(tenant),
                query -> query.range(),
                (reader, query) -> reader.latest(query, Play.PATIENCE));
    }

    private void assertRolling(RollingQuery query) {
        Plan raw = Plan.raw(query.buckets().range());
        for (Plan plan : List.of(raw, new Planner().plan(query.pairs(), storage.rollups()))) {
            if (isKept(plan)) {
                assertThat(storage.behaviorReader().rolling(query, plan, Play.PATIENCE))
                        .as("%s from %s", query, plan.servedBy())
                        .isEqualTo(reference.behaviorReader().rolling(query, raw, Play.PATIENCE));
            }
        }
    }

    private <Q, R> void assertSame(
            List<Q> queries, Function<Q, TimeRange> lookedAt, BiFunction<BehaviorReader, Q, R> read) {
        for (Q query : queries) {
            if (!lookedAt.apply(query).from().isBefore(keptSince)) {
                assertThat(read.apply(storage.behaviorReader(), query))
                        .as("answer to %s", query)
                        .isEqualTo(read.apply(reference.behaviorReader(), query));
            }
        }
    }

    /** Older ones may be there, or not; but none that were never taken. */
    private void assertEvents(TenantId tenant) {
        List<Event> found = events(storage, tenant);
        List<Event> right = events(reference, tenant);
        assertThat(found.stream().filter(this::isKept).toList())
                .isEqualTo(right.stream().filter(this::isKept).toList());
        assertThat(found).doesNotHaveDuplicates();
        assertThat(right).containsAll(found);
    }

    private void assertIds(LocalDate day) {
        Set<Identity> found = identities(storage, day);
        Set<Identity> right = identities(reference, day);
        if (day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(keptSince)) {
            assertThat(right).containsAll(found);
        } else {
            assertThat(found).isEqualTo(right);
        }
    }

    /** Others' tenants are not in the place. */
    private static Set<Identity> identities(Storage storage, LocalDate day) {
        Set<Identity> identities = new HashSet<>();
        long count = storage.eventIds()
                .forEachOfDay(day, (tenant, id) -> assertThat(identities.add(new Identity(tenant, id)))
                        .as("%s of %s once", id, day)
                        .isTrue());
        assertThat(count).isEqualTo(identities.size());
        return identities;
    }

    private static List<Event> events(Storage storage, TenantId tenant) {
        List<Event> events = new ArrayList<>();
        Optional<EventPosition> after = Optional.empty();
        do {
            after = storage.storedEvents()
                    .read(new EventsRead(tenant, after, Optional.empty(), PAGE, Play.PATIENCE), events::add);
        } while (after.isPresent());
        return events;
    }

    private boolean isKept(Event event) {
        return !event.timestamp().isBefore(keptSince);
    }

    private boolean isKept(Plan plan) {
        return plan.segments().stream()
                .filter(segment -> segment.source() instanceof Source.Raw)
                .flatMap(segment -> segment.ranges().stream())
                .noneMatch(range -> range.from().isBefore(keptSince));
    }

    private Optional<AggregateQuery> since(AggregateQuery query) {
        List<Bucket> kept = query.buckets().list().stream()
                .flatMap(bucket -> TimeRange.between(keptSince, bucket.range().to())
                        .flatMap(bucket.range()::intersection)
                        .map(range -> new Bucket(bucket.start(), range))
                        .stream())
                .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new AggregateQuery(
                        query.tenant(),
                        new Buckets(kept),
                        query.dimensions(),
                        query.aggregates(),
                        query.filter(),
                        query.order(),
                        query.limit()));
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private record Identity(TenantId tenant, UUID id) {}
}
