package dev.tidemark.query.ota;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/**
 * What somebody wants to know of, whichever numbers.
 *
 * @param range whole days of UTC, the last of which ends now
 * @param filter which events count, besides being of updates
 * @param groups what to break the answer down by; may be empty
 */
record OtaRequest(TenantId tenant, TimeRange range, Filter filter, List<Breakdown> groups) {

    OtaRequest {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(range, "range is null");
        requireNonNull(filter, "filter is null");
        groups = List.copyOf(groups);
    }
}
