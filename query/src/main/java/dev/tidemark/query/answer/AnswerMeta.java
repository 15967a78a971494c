package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.time.Granularity;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an answer came about.
 *
 * @param store the name of the store that was asked
 * @param servedBy the rollups (with granularity) and {@code raw}, as far as they were read
 * @param exact whether every number is exact; percentiles never are
 * @param rowsRead how many rows the store looked at, where it can tell
 * @param keptSince where events were read that may have been deleted for their age: since when none were
 * @param truncated whether there are more rows than the limit let through
 */
public record AnswerMeta(
        String store,
        List<String> servedBy,
        boolean exact,
        long milliseconds,
        OptionalLong rowsRead,
        OffsetDateTime from,
        OffsetDateTime to,
        ZoneId timezone,
        Granularity granularity,
        Optional<OffsetDateTime> keptSince,
        boolean truncated) {

    public AnswerMeta {
        requireNonNull(store, "store is null");
        requireNonNull(rowsRead, "rowsRead is null");
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(timezone, "timezone is null");
        requireNonNull(granularity, "granularity is null");
        requireNonNull(keptSince, "keptSince is null");
        servedBy = List.copyOf(servedBy);
    }
}
