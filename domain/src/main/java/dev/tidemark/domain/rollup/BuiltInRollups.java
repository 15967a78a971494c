package dev.tidemark.domain.rollup;

import static dev.tidemark.domain.event.Field.ACTOR_ID;
import static dev.tidemark.domain.event.Field.AMOUNT;
import static dev.tidemark.domain.event.Field.APP_ID;
import static dev.tidemark.domain.event.Field.BROWSER;
import static dev.tidemark.domain.event.Field.COUNTRY;
import static dev.tidemark.domain.event.Field.CURRENCY;
import static dev.tidemark.domain.event.Field.DURATION_MS;
import static dev.tidemark.domain.event.Field.EVENT_TYPE;
import static dev.tidemark.domain.event.Field.ORG_ID;
import static dev.tidemark.domain.event.Field.PAGE_URL;
import static dev.tidemark.domain.event.Field.PLATFORM;
import static dev.tidemark.domain.event.Field.PRODUCT_ID;
import static dev.tidemark.domain.event.Field.QUANTITY;
import static dev.tidemark.domain.event.Field.SCREEN_NAME;
import static dev.tidemark.domain.time.Granularity.DAY;
import static dev.tidemark.domain.time.Granularity.FIVE_MINUTES;
import static dev.tidemark.domain.time.Granularity.HOUR;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
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

    private BuiltInRollups() {}

    public static List<RollupDefinition> all() {
        return List.of(REVENUE, ACTIVITY, CONTENT, ACTOR_DAYS);
    }

    private static RollupDefinition rollup(
            String name, List<Granularity> granularities, List<Field> dimensions, Aggregate... besidesCount) {
        List<Aggregate> aggregates = new ArrayList<>(List.of(new Aggregate.Count()));
        aggregates.addAll(Arrays.asList(besidesCount));
        return new RollupDefinition(
                name,
                Filter.ALL,
                granularities,
                dimensions.stream().map(Attribute::of).toList(),
                aggregates);
    }
}
