package dev.tidemark.query.report;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Measure;
import java.math.BigDecimal;

/** Measures that several reports show. */
final class Measures {

    static final Aggregate COUNT = new Aggregate.Count();
    static final Measure EVENTS = new Measure.Direct("events", COUNT);
    static final Measure ACTORS = unique("actors", Field.ACTOR_ID);
    static final Measure SESSIONS = unique("sessions", Field.SESSION_ID);
    static final Measure EVENTS_PER_SESSION =
            new Measure.Ratio("events_per_session", COUNT, new Aggregate.Unique(Attribute.of(Field.SESSION_ID)));
    static final Measure EVENTS_PER_ACTOR =
            new Measure.Ratio("events_per_actor", COUNT, new Aggregate.Unique(Attribute.of(Field.ACTOR_ID)));
    static final Measure PAGE_VIEWS = new Measure.Direct("page_views", ofType("page_view"));
    static final Measure AVERAGE_DURATION = new Measure.Average(Attribute.of(Field.DURATION_MS));

    static final Aggregate SALES = new Aggregate.ValueCount(Attribute.of(Field.AMOUNT));
    static final Aggregate AMOUNT = new Aggregate.Sum(Attribute.of(Field.AMOUNT));
    static final Aggregate UNITS = new Aggregate.Sum(Attribute.of(Field.QUANTITY));
    static final Measure TRANSACTIONS = new Measure.Direct("transactions", SALES);
    static final Measure QUANTITY = new Measure.Direct("quantity", UNITS);

    private Measures() {}

    /** How many of the events have a number of this size at least. */
    static Aggregate countFrom(Field field, int least) {
        return new Aggregate.Filtered(
                COUNT,
                new Filter.Compare(
                        Attribute.of(field),
                        Comparison.GREATER_OR_EQUAL,
                        new Literal.Numeric(BigDecimal.valueOf(least))));
    }

    static Filter equal(Attribute attribute, String value) {
        return new Filter.Compare(attribute, Comparison.EQUAL, new Literal.Text(value));
    }

    private static Aggregate ofType(String eventType) {
        return new Aggregate.Filtered(COUNT, equal(Attribute.of(Field.EVENT_TYPE), eventType));
    }

    private static Measure unique(String label, Field field) {
        return new Measure.Direct(label, new Aggregate.Unique(Attribute.of(field)));
    }
}
