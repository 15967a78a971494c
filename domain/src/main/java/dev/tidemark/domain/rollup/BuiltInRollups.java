package dev.tidemark.domain.rollup;

import static dev.tidemark.domain.event.Field.ACTOR_ID;
import static dev.tidemark.domain.event.Field.AMOUNT;
import static dev.tidemark.domain.event.Field.APP_ID;
import static dev.tidemark.domain.event.Field.BROWSER;
import static dev.tidemark.domain.event.Field.BYTES;
import static dev.tidemark.domain.event.Field.COUNTRY;
import static dev.tidemark.domain.event.Field.CURRENCY;
import static dev.tidemark.domain.event.Field.DURATION_MS;
import static dev.tidemark.domain.event.Field.ENDPOINT;
import static dev.tidemark.domain.event.Field.ERROR_CODE;
import static dev.tidemark.domain.event.Field.EVENT_NAME;
import static dev.tidemark.domain.event.Field.EVENT_TYPE;
import static dev.tidemark.domain.event.Field.METHOD;
import static dev.tidemark.domain.event.Field.ORG_ID;
import static dev.tidemark.domain.event.Field.OS;
import static dev.tidemark.domain.event.Field.PAGE_URL;
import static dev.tidemark.domain.event.Field.PLATFORM;
import static dev.tidemark.domain.event.Field.PRODUCT_ID;
import static dev.tidemark.domain.event.Field.QUANTITY;
import static dev.tidemark.domain.event.Field.SCREEN_NAME;
import static dev.tidemark.domain.event.Field.SPEED_MBPS;
import static dev.tidemark.domain.event.Field.STATUS_CODE;
import static dev.tidemark.domain.event.Field.TARGET_VERSION;
import static dev.tidemark.domain.time.Granularity.DAY;
import static dev.tidemark.domain.time.Granularity.FIVE_MINUTES;
import static dev.tidemark.domain.time.Granularity.HOUR;
import static dev.tidemark.domain.time.Granularity.MINUTE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.time.Granularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rollups every store keeps, smallest first: where several can answer a query equally well, the earlier one does. */
public final class BuiltInRollups {

    /** Sales by organizer and product. */
    public static final RollupDefinition REVENUE = rollup(
            "revenue",
            List.of(HOUR, DAY),
            List.of(APP_ID, ORG_ID, PRODUCT_ID, CURRENCY),
            new Aggregate.Sum(Attribute.of(AMOUNT)),
            new Aggregate.ValueCount(Attribute.of(AMOUNT)),
            new Aggregate.Sum(Attribute.of(QUANTITY)),
            new Aggregate.ValueCount(Attribute.of(QUANTITY)));

    /** How much of what happens where. */
    public static final RollupDefinition ACTIVITY = rollup(
            "activity", List.of(FIVE_MINUTES, HOUR, DAY), List.of(APP_ID, EVENT_TYPE, PLATFORM, COUNTRY, BROWSER));

    /** What is looked at, and for how long. */
    public static final RollupDefinition CONTENT = rollup(
            "content",
            List.of(DAY),
            List.of(APP_ID, EVENT_TYPE, SCREEN_NAME, PAGE_URL),
            new Aggregate.Sum(Attribute.of(DURATION_MS)),
            new Aggregate.ValueCount(Attribute.of(DURATION_MS)));

    /** Who was there on which day: exact uniques over any span of days. */
    public static final RollupDefinition ACTOR_DAYS =
            rollup("actor_days", List.of(DAY), List.of(APP_ID, ACTOR_ID, PLATFORM, COUNTRY));

    /** What happens under which name. */
    public static final RollupDefinition EVENT_PERFORMANCE =
            rollup("event_performance", List.of(DAY), List.of(APP_ID, EVENT_TYPE, EVENT_NAME));

    /** How services answer requests. */
    public static final RollupDefinition REQUESTS = rollup(
            "requests",
            new Filter.Compare(Attribute.of(EVENT_TYPE), Comparison.EQUAL, new Literal.Text("request")),
            List.of(MINUTE, HOUR),
            List.of(APP_ID, ENDPOINT, METHOD, STATUS_CODE),
            new Aggregate.Sum(Attribute.of(DURATION_MS)),
            new Aggregate.ValueCount(Attribute.of(DURATION_MS)),
            new Aggregate.Bins(Attribute.of(DURATION_MS)),
            new Aggregate.Sum(Attribute.of(BYTES)),
            new Aggregate.ValueCount(Attribute.of(BYTES)));

    /** How devices take updates, from the start to the end or back. */
    public static final RollupDefinition RELEASES = rollup(
            "releases",
            UpdateEvent.ANY,
            List.of(HOUR, DAY),
            List.of(APP_ID, EVENT_TYPE, TARGET_VERSION, OS, ERROR_CODE),
            new Aggregate.Sum(Attribute.of(DURATION_MS)),
            new Aggregate.ValueCount(Attribute.of(DURATION_MS)),
            new Aggregate.Bins(Attribute.of(DURATION_MS)),
            new Aggregate.Sum(Attribute.of(SPEED_MBPS)),
            new Aggregate.ValueCount(Attribute.of(SPEED_MBPS)),
            new Aggregate.Bins(Attribute.of(SPEED_MBPS)));

    private BuiltInRollups() {}

    public static List<RollupDefinition> all() {
        return List.of(REVENUE, RELEASES, ACTIVITY, EVENT_PERFORMANCE, REQUESTS, CONTENT, ACTOR_DAYS);
    }

    private static RollupDefinition rollup(
            String name, List<Granularity> granularities, List<Field> dimensions, Aggregate... besidesCount) {
        return rollup(name, Filter.ALL, granularities, dimensions, besidesCount);
    }

    private static RollupDefinition rollup(
            String name,
            Filter filter,
            List<Granularity> granularities,
            List<Field> dimensions,
            Aggregate... besidesCount) {
        List<Aggregate> aggregates = new ArrayList<>(List.of(new Aggregate.Count()));
        aggregates.addAll(Arrays.asList(besidesCount));
        return new RollupDefinition(
                name,
                filter,
                granularities,
                dimensions.stream().map(Attribute::of).toList(),
                aggregates);
    }
}
