package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import java.util.List;

/**
 * How many distinct values an attribute has in windows that end with each bucket: of days and the widths 1, 7 and 30, the daily, weekly and monthly active
 * actors of every day.
 *
 * @param buckets those that are answered for, preceded by {@code lead} ones that are only looked at
 * @param widths of the windows, in buckets, ascending; a window that begins before the first bucket is cut there
 */
public record RollingQuery(
        TenantId tenant, Buckets buckets, int lead, List<Integer> widths, Attribute counted, Filter filter) {

    public RollingQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(filter, "filter is null");
        widths = List.copyOf(widths);
        if (lead < 0 || lead >= buckets.size()) {
            throw new IllegalArgumentException(
                    "%d of %d buckets lead, expected 0 or more and fewer than all".formatted(lead, buckets.size()));
        }
        if (widths.isEmpty() || widths.getFirst() < 1 || !isAscending(widths)) {
            throw new IllegalArgumentException("widths are " + widths + ", expected some from 1 on, ascending");
        }
        if (!counted.is(FieldRole.UNIQUE) || !counted.is(FieldRole.DIMENSION)) {
            throw new IllegalArgumentException(counted.label() + " cannot be counted");
        }
    }

    /** The question for who was there in each bucket; its plan is the one of this question. */
    public AggregateQuery pairs() {
        return new AggregateQuery(
                tenant,
                buckets,
                List.of(counted),
                List.of(new Aggregate.Count()),
                filter,
                List.of(),
                Integer.MAX_VALUE);
    }

    private static boolean isAscending(List<Integer> widths) {
        for (int i = 1; i < widths.size(); i++) {
            if (widths.get(i) <= widths.get(i - 1)) {
                return false;
            }
        }
        return true;
    }
}
