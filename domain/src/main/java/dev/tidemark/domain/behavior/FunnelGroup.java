package dev.tidemark.domain.behavior;

import dev.tidemark.domain.query.Histogram;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actors whose attempts began with one value of the breakdown.
 *
 * @param value of the breakdown, {@code String} or {@code Long}; null for absence, and where there is no breakdown
 * @param reached per step, how many actors came so far or farther
 * @param converted the milliseconds from the first to the last step, of those who took all; added up
 * @param conversions the same, binned
 */
public record FunnelGroup(@Nullable Object value, List<Long> reached, BigInteger converted, Histogram conversions) {

    public FunnelGroup {
        reached = List.copyOf(reached);
    }
}
