package dev.tidemark.query.ota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group of events.
 *
 * @param start of its bucket; empty where the whole range is one
 */
record Row(Optional<Instant> start, List<@Nullable Object> dimensions, List<@Nullable Object> measures) {

    LocalDate day() {
        return start.orElseThrow().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Nullable
    Object dimension(int position) {
        return dimensions.get(position);
    }

    @Nullable
    Object measure(int position) {
        return measures.get(position);
    }

    long count(int position) {
        return measures.get(position) instanceof Long count ? count : 0;
    }
}
