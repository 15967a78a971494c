package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * Numbers of sessions. A session is made of the events of one {@code session_id}; where there is none, of the events without one of one actor, with gaps under
 * {@link #GAP}. It belongs to the bucket of its start. Events without either make no session.
 *
 * <p>Sessions are made of the events that match the filter, from {@link #HORIZON} before the range to {@link #HORIZON} after it; one that began before the
 * range is not counted.
 */
public record SessionQuery(
        TenantId tenant, Buckets buckets, Filter filter, List<SessionDimension> dimensions, int limit) {

    /** Between two events of one derived session lies less than this. */
    public static final Duration GAP = Duration.ofMinutes(30);

    /** How far outside the range events are looked at. */
    public static final Duration HORIZON = Duration.ofHours(24);

    public SessionQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(buckets, "buckets are null");
        requireNonNull(filter, "filter is null");
        dimensions = List.copyOf(dimensions);
        if (new HashSet<>(dimensions).size() < dimensions.size()) {
            throw new IllegalArgumentException("dimensions are " + dimensions + ", expected each once");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    /** The range whose events are looked at. */
    public TimeRange horizon() {
        return around(buckets.range());
    }

    static TimeRange around(TimeRange range) {
        Instant from = range.from().minus(HORIZON);
        return new TimeRange(from, range.to().plus(HORIZON));
    }
}
