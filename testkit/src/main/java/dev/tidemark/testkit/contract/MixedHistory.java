package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.BuiltInRollups;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Numbered events of all kinds around the turn of a month, so that each batch has a part in two partitions; and every built-in rollup beside the raw events. */
public final class MixedHistory {

    /** Whose events they are. */
    public static final TenantId TENANT = new TenantId("acme");
    /** When they happened. */
    public static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-03-31T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"));

    private MixedHistory() {}

    /** The events of these numbers; each number makes one event, always the same. */
    public static EventBatch batch(int from, int to) {
        return batch(from, to, List.of(TENANT));
    }

    /** The same, of several tenants in turn. */
    public static EventBatch batch(int from, int to, List<TenantId> tenants) {
        return new EventBatch(IntStream.range(from, to)
                .mapToObj(number -> event(number, tenants.get(number % tenants.size())))
                .toList());
    }

    private static Event event(int number, TenantId tenant) {
        Instant timestamp = RANGE.from()
                .plusMillis(Math.floorMod(number * 7_919_317L, RANGE.length().toMillis()));
        Event.Builder builder = Event.builder(tenant)
                .set(Field.EVENT_ID, new UUID(number, -number))
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .set(Field.APP_ID, "app " + number % 2)
                .set(Field.USER_ID, "user " + number % 41)
                .set(Field.DURATION_MS, number % 100 / 8.0);
        return switch (number % 4) {
            case 0 ->
                builder.set(Field.EVENT_TYPE, "ticket_sale")
                        .set(Field.AMOUNT, BigDecimal.valueOf(number * 101L, 4))
                        .set(Field.QUANTITY, (long) number)
                        .build();
            case 1 ->
                builder.set(Field.EVENT_TYPE, "screen_view")
                        .set(Field.SCREEN_NAME, "screen " + number % 7)
                        .build();
            case 2 ->
                builder.set(Field.EVENT_TYPE, "request")
                        .set(Field.ENDPOINT, "/" + number % 5)
                        .set(Field.STATUS_CODE, 200 + number % 5 * 100L)
                        .set(Field.BYTES, (long) number)
                        .build();
            default ->
                builder.set(Field.EVENT_TYPE, "update_failed")
                        .set(Field.ERROR_CODE, "DISK_FULL")
                        .set(Field.SPEED_MBPS, number % 64 / 4.0)
                        .build();
        };
    }

    /** Tables of rollups whose numbers are not those of the raw events; none, if all is well. */
    public static List<String> wrongTables(Storage storage) {
        return wrongTables(storage, TENANT);
    }

    /** The same of one of several tenants. */
    public static List<String> wrongTables(Storage storage, TenantId tenant) {
        List<String> wrong = new ArrayList<>();
        for (RollupDefinition rollup : BuiltInRollups.all()) {
            for (Granularity granularity : rollup.granularities()) {
                Buckets buckets = Buckets.of(RANGE, granularity, ZoneOffset.UTC, DayOfWeek.MONDAY);
                AggregateQuery query = new AggregateQuery(
                        tenant,
                        buckets,
                        rollup.dimensions().stream().limit(1).toList(),
                        rollup.aggregates(),
                        rollup.filter(),
                        List.of(),
                        1_000_000);
                Plan plan = new Plan(List.of(new Segment(new Source.Rollup(rollup, granularity), List.of(RANGE))));
                List<AggregateRow> kept = read(storage, query, plan);
                List<AggregateRow> right = read(storage, query, Plan.raw(RANGE));
                if (!kept.equals(right)) {
                    wrong.add(rollup.name() + " " + granularity.label() + " has " + kept + ", expected " + right);
                }
            }
        }
        return wrong;
    }

    /** How many events, and how many different ones. */
    public static List<Long> counts(Storage storage) {
        Buckets whole = Buckets.of(RANGE, Granularity.NONE, ZoneOffset.UTC, DayOfWeek.MONDAY);
        AggregateQuery query =
                new AggregateQuery(TENANT, whole, List.of(), List.of(new Aggregate.Count()), Filter.ALL, List.of(), 1);
        long events =
                (Long) read(storage, query, Plan.raw(RANGE)).getFirst().values().getFirst();
        Set<UUID> ids = new HashSet<>();
        for (Instant day = RANGE.from(); day.isBefore(RANGE.to()); day = day.plus(Duration.ofDays(1))) {
            storage.eventIds().forEachOfDay(day.atOffset(ZoneOffset.UTC).toLocalDate(), (tenant, id) -> ids.add(id));
        }
        return List.of(events, (long) ids.size());
    }

    private static List<AggregateRow> read(Storage storage, AggregateQuery query, Plan plan) {
        return storage.aggregateReader()
                .read(new AggregateRead(query, plan, Duration.ofSeconds(30)))
                .rows();
    }
}
