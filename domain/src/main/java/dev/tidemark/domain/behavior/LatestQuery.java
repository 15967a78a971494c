package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.util.HashSet;
import java.util.List;

/**
 * Where subjects stand: each counts for the values of its latest event in the range, as devices do for the version they run.
 *
 * @param filter which events are looked at
 * @param subject whose latest event is meant; events without it are not looked at
 * @param values what is read off it
 */
public record LatestQuery(
        TenantId tenant, TimeRange range, Filter filter, Attribute subject, List<Attribute> values, int limit) {

    public LatestQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(range, "range is null");
        requireNonNull(filter, "filter is null");
        values = List.copyOf(values);
        if (!subject.is(FieldRole.UNIQUE)) {
            throw new IllegalArgumentException(subject.label() + " cannot be counted");
        }
        for (Attribute value : values) {
            if (!value.is(FieldRole.DIMENSION)) {
                throw new IllegalArgumentException(value.label() + " cannot be grouped by");
            }
        }
        if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("values are %s, expected some, each once"
                    .formatted(values.stream().map(Attribute::label).toList()));
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }
}
