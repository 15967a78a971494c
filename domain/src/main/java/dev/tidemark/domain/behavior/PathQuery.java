package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;

/**
 * The ways that sessions begin: the values of an attribute in the order of events, a value that follows itself once, cut off after {@code depth}. Sessions are
 * those of {@link SessionQuery} that start in the range; one without a value has no path.
 *
 * @param attribute a text, such as the screen, the page or the event type
 * @param depth how many values a path has at most
 * @param limit the most frequent so many
 */
public record PathQuery(TenantId tenant, TimeRange range, Filter filter, Attribute attribute, int depth, int limit) {

    public static final int MAX_DEPTH = 10;

    public PathQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(range, "range is null");
        requireNonNull(filter, "filter is null");
        if (!attribute.is(FieldRole.DIMENSION) || attribute.type() != FieldType.TEXT) {
            throw new IllegalArgumentException(attribute.label() + " makes no paths, expected a text to group by");
        }
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("depth is %d, expected 1 to %d".formatted(depth, MAX_DEPTH));
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    /** The range whose events are looked at. */
    public TimeRange horizon() {
        return SessionQuery.around(range);
    }
}
