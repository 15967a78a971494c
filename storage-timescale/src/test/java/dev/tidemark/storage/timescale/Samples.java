package dev.tidemark.storage.timescale;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events of one tenant, and questions for how many there are. */
final class Samples {

    static final TenantId TENANT = new TenantId("acme");

    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    private Samples() {}

    /** Events an hour apart. */
    static EventBatch hourly(Instant first, int count) {
        return new EventBatch(IntStream.range(0, count)
                .mapToObj(i -> event(first.plus(Duration.ofHours(i))))
                .toList());
    }

    static Event event(Instant timestamp) {
        return event(timestamp, new Random());
    }

    /** An event whose id is drawn. */
    static Event event(Instant timestamp, Random random) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, new UUID(random.nextLong(), random.nextLong()))
                .set(Field.EVENT_TYPE, "screen_view")
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .build();
    }

    /** How many events of days, by a plan that prefers rollups. */
    static long count(Storage storage, Instant from, int days) {
        AggregateQuery query = query(from, days);
        return count(storage, query, new Planner().plan(query, storage.rollups()));
    }

    /** How many events of days, by themselves. */
    static long rawCount(Storage storage, Instant from, int days) {
        AggregateQuery query = query(from, days);
        return count(storage, query, Plan.raw(query.buckets().range()));
    }

    private static long count(Storage storage, AggregateQuery query, Plan plan) {
        return (Long) storage.aggregateReader()
                .read(new AggregateRead(query, plan, Duration.ofMinutes(1)))
                .rows()
                .getFirst()
                .values()
                .getFirst();
    }

    private static AggregateQuery query(Instant from, int days) {
        TimeRange range = new TimeRange(from, from.plus(Duration.ofDays(days)));
        Buckets buckets = Buckets.of(range, Granularity.NONE, ZoneOffset.UTC, DayOfWeek.MONDAY);
        return new AggregateQuery(TENANT, buckets, List.of(), List.of(new Aggregate.Count()), Filter.ALL, List.of(), 1);
    }
}
