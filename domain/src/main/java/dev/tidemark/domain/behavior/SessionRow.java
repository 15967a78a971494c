package dev.tidemark.domain.behavior;

import dev.tidemark.domain.query.Histogram;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one bucket and combination of dimensions, of which there is at least one.
 *
 * @param dimensions {@code String} or {@code Long}; null for absent
 * @param bounces how many have one event
 * @param events of all of them
 * @param duration milliseconds from first to last event, of all of them
 * @param durations the same, binned
 */
public record SessionRow(
        int bucket,
        List<@Nullable Object> dimensions,
        long sessions,
        long bounces,
        long events,
        BigInteger duration,
        Histogram durations) {

    public SessionRow {
        dimensions = Collections.unmodifiableList(dimensions);
    }
}
