package dev.tidemark.app.settings;

import java.time.Duration;

/**
 * How events are kept in TimescaleDBs, whichever they are.
 *
 * @param chunk how much time a chunk of the events holds; of a store that is made
 * @param refresh how long to wait between refreshes of continuous aggregates
 * @param refreshLag how old events are when continuous aggregates take them in
 * @param propertyIndex whether there is an index of properties; in a store that is made
 */
public record TimescaleSettings(Duration chunk, Duration refresh, Duration refreshLag, boolean propertyIndex) {

    private static final String CHUNK = "TIDEMARK_TIMESCALE_CHUNK";

    static TimescaleSettings read(SettingsReader reader) {
        Duration chunk = reader.duration(CHUNK, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(366));
        if (!chunk.equals(Duration.ofDays(chunk.toDays()))) {
            reader.wrong(CHUNK, "whole days such as 1d or 7d");
        }
        return new TimescaleSettings(
                Duration.ofDays(Math.max(1, chunk.toDays())),
                reader.duration(
                        "TIDEMARK_TIMESCALE_REFRESH", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1)),
                reader.duration(
                        "TIDEMARK_TIMESCALE_REFRESH_LAG",
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)),
                reader.flag("TIDEMARK_TIMESCALE_PROPERTY_INDEX", true));
    }
}
