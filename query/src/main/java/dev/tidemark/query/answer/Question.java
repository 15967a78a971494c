package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/**
 * What somebody wants to know, checked and complete.
 *
 * @param measures what to tell of each group, at least one
 * @param filter which events count, the app asked for included
 * @param order keys before the total order's own; {@link Ordering.ByMeasure} counts in {@code measures}
 * @param limit the most rows to answer with
 * @param blanks what to do about groups that have nothing to show
 * @param extras what to tell besides
 */
public record Question(
        TenantId tenant,
        Period period,
        List<Measure> measures,
        List<Attribute> dimensions,
        Filter filter,
        List<Ordering> order,
        int limit,
        Blanks blanks,
        Duration timeout,
        Extras extras) {

    /** The most measures of one question. */
    public static final int MAX_MEASURES = 32;

    public Question {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(period, "period is null");
        requireNonNull(filter, "filter is null");
        requireNonNull(timeout, "timeout is null");
        requireNonNull(extras, "extras are null");
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
        order = List.copyOf(order);
        if (measures.isEmpty() || measures.size() > MAX_MEASURES) {
            throw new IllegalArgumentException(measures.size() + " measures, expected 1 to " + MAX_MEASURES);
        }
        if (blanks == Blanks.FILL && !dimensions.isEmpty()) {
            throw new IllegalArgumentException(
                    "empty buckets can be filled only without dimensions, but there are " + dimensions.size());
        }
    }

    /** A question for rows alone. */
    public Question(
            TenantId tenant,
            Period period,
            List<Measure> measures,
            List<Attribute> dimensions,
            Filter filter,
            List<Ordering> order,
            int limit,
            Blanks blanks,
            Duration timeout) {
        this(tenant, period, measures, dimensions, filter, order, limit, blanks, timeout, Extras.NONE);
    }

    /** The same with something besides. */
    public Question with(Extras more) {
        return new Question(tenant, period, measures, dimensions, filter, order, limit, blanks, timeout, more);
    }

    /** The same of another period, all groups as they are stored, up to so many. */
    Question every(Period other, int most) {
        return plain(other, dimensions, most);
    }

    /** The same of all events together. */
    Question total() {
        return plain(period.whole(), List.of(), 1);
    }

    private Question plain(Period other, List<Attribute> groups, int most) {
        Extras source = new Extras(false, false, extras.rollups());
        return new Question(
                tenant, other, measures, groups, filter, List.of(), most, Blanks.AS_STORED, timeout, source);
    }

    /** What to do about groups that have nothing to show. */
    public enum Blanks {
        /** Groups that have events are shown, others not. */
        AS_STORED,
        /** Every bucket is shown, also one without events; only without dimensions. */
        FILL,
        /** Groups whose first measure is zero or absent are not shown, even if they have events. */
        DROP
    }
}
