package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Believable events of three days, and questions about all of them. */
final class Samples {

    static final TenantId TENANT = new TenantId("acme");
    static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    static final TimeRange RANGE = new TimeRange(START, START.plus(Duration.ofDays(3)));

    private Samples() {}

    /** The events of these numbers; each number makes one event, always the same. */
    static EventBatch batch(int from, int to) {
        return new EventBatch(IntStream.range(from, to).mapToObj(Samples::event).toList());
    }

    static Event event(int number) {
        return builder(number).build();
    }

    private static Event.Builder builder(int number) {
        Instant timestamp = START.plusMillis(
                Math.floorMod(number * 7_919_317L, RANGE.length().toMillis()));
        Event.Builder builder = Event.builder(TENANT)
                .set(Field.EVENT_ID, new UUID(number, -number))
                .set(Field.EVENT_TYPE, number % 3 == 0 ? "ticket_sale" : "screen_view")
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .set(Field.APP_ID, "app " + number % 2)
                .set(Field.USER_ID, "user " + number % 41)
                .property("load", number % 5 == 0 ? "none" : Integer.toString(number % 17 - 3))
                .property("plan", number % 4 == 0 ? "free" : "paid");
        if (number % 3 == 0) {
            builder.set(Field.AMOUNT, BigDecimal.valueOf(number * 101L, 4)).set(Field.QUANTITY, (long) number);
        } else {
            builder.set(Field.SCREEN_NAME, "screen " + number % 7).set(Field.DURATION_MS, number % 100 / 8.0);
        }
        return builder;
    }

    /** The same, each on a page of its own whose address is long. */
    static EventBatch longPages(int from, int to) {
        return new EventBatch(IntStream.range(from, to)
                .mapToObj(number -> builder(number)
                        .set(Field.PAGE_URL, "/" + number + "/" + "x".repeat(1_500))
                        .build())
                .toList());
    }

    /** The same with requests to four endpoints and failed updates of two kinds among them. */
    static EventBatch requestsAndUpdates(int from, int to) {
        return new EventBatch(IntStream.range(from, to)
                .mapToObj(number -> {
                    Event.Builder builder = builder(number);
                    return switch (number % 3) {
                        case 0 -> builder.build();
                        case 1 ->
                            builder.set(Field.EVENT_TYPE, "request")
                                    .set(Field.ENDPOINT, "/" + number % 4)
                                    .set(Field.STATUS_CODE, 200 + number % 5 * 100L)
                                    .set(Field.BYTES, (long) number)
                                    .build();
                        default ->
                            builder.set(Field.EVENT_TYPE, number % 2 == 0 ? "update_failed" : "update_started")
                                    .set(Field.ERROR_CODE, number % 4 == 0 ? "DISK_FULL" : "NO_NETWORK")
                                    .set(Field.SPEED_MBPS, number % 64 / 4.0)
                                    .build();
                    };
                })
                .toList());
    }

    static AggregateQuery query(List<Attribute> dimensions, List<Aggregate> aggregates, Filter filter) {
        Buckets buckets = Buckets.of(RANGE, Granularity.DAY, ZoneOffset.UTC, DayOfWeek.MONDAY);
        return new AggregateQuery(TENANT, buckets, dimensions, aggregates, filter, List.of(), 100_000);
    }

    static List<AggregateRow> raw(Storage storage, AggregateQuery query) {
        return read(storage, query, Plan.raw(RANGE));
    }

    /** From the rollup's widest table alone. */
    static List<AggregateRow> fromRollup(Storage storage, AggregateQuery query, RollupDefinition rollup) {
        Source source = new Source.Rollup(rollup, rollup.granularities().getLast());
        return read(storage, query, new Plan(List.of(new Segment(source, List.of(RANGE)))));
    }

    static List<AggregateRow> read(Storage storage, AggregateQuery query, Plan plan) {
        return storage.aggregateReader()
                .read(new AggregateRead(query, plan, Duration.ofSeconds(30)))
                .rows();
    }
}
