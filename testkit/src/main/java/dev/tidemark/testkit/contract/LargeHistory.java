package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
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

/** More events than generated histories have: so many that stores change their ways. */
final class LargeHistory {

    static final Instant START = Instant.parse("2026-03-10T22:00:00Z");

    private static final Duration STEP = Duration.ofSeconds(29);

    private LargeHistory() {}

    static List<Event> events(TenantId tenant, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(tenant, i)).toList();
    }

    /** Three events for each of these texts: one has it as screen name, one as property, one not at all. */
    static List<Event> events(TenantId tenant, List<String> texts) {
        return IntStream.range(0, 3 * texts.size())
                .mapToObj(i -> {
                    String text = texts.get(i / 3);
                    Event.Builder builder = builder(tenant, i);
                    return switch (i % 3) {
                        case 0 -> builder.set(Field.SCREEN_NAME, text).build();
                        case 1 -> builder.property("screen", text).build();
                        default -> builder.build();
                    };
                })
                .toList();
    }

    /** A question about all of them, by day. */
    static AggregateQuery query(
            TenantId tenant, List<Attribute> dimensions, List<Aggregate> aggregates, Filter filter) {
        TimeRange range = new TimeRange(START, START.plus(Duration.ofDays(7)));
        Granularity granularity = dimensions.isEmpty() ? Granularity.NONE : Granularity.DAY;
        Buckets buckets = Buckets.of(range, granularity, ZoneOffset.UTC, DayOfWeek.MONDAY);
        return new AggregateQuery(tenant, buckets, dimensions, aggregates, filter, List.of(), 100_000);
    }

    private static Event event(TenantId tenant, int i) {
        Event.Builder builder = builder(tenant, i)
                .set(Field.USER_ID, "user " + i % 301)
                .set(Field.SESSION_ID, "session " + i / 7)
                .property("plan", i % 5 == 0 ? "free" : "paid")
                .property("load", String.valueOf(i % 17));
        if (i % 3 == 0) {
            builder.set(Field.AMOUNT, BigDecimal.valueOf(i * 101L, 4));
        }
        if (i % 2 == 0) {
            builder.set(Field.PLATFORM, i % 4 == 0 ? "ios" : "android");
        }
        return builder.build();
    }

    private static Event.Builder builder(TenantId tenant, int i) {
        return Event.builder(tenant)
                .set(Field.EVENT_ID, new UUID(i, ~(long) i))
                .set(Field.EVENT_TYPE, i % 3 == 0 ? "purchase" : "screen_view")
                .set(Field.TIMESTAMP, START.plus(STEP.multipliedBy(i)))
                .set(Field.RECEIVED_AT, START.plus(STEP.multipliedBy(i)));
    }
}
