package dev.tidemark.app.settings;

import java.time.Duration;

/**
 * Questions to the store.
 *
 * @param timeout a query that runs longer is stopped
 * @param maxRows the most rows of an answer
 * @param concurrent how many queries run at the same time; more wait their turn
 */
public record QuerySettings(Duration timeout, int maxRows, int concurrent) {

    static QuerySettings read(SettingsReader reader) {
        return new QuerySettings(
                reader.duration(
                        "TIDEMARK_QUERY_TIMEOUT", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1)),
                reader.integer("TIDEMARK_QUERY_MAX_ROWS", 100_000, 1, 10_000_000),
                reader.integer("TIDEMARK_QUERY_CONCURRENT", 8, 1, 1024));
    }
}
