package dev.tidemark.storage.timescale;

import static java.util.Objects.requireNonNull;

import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How events are kept in a TimescaleDB.
 *
 * @param server where it is
 * @param chunkWidth how much time a chunk of the events holds, in whole days; matters when the store is made
 * @param compressAfter up to which age chunks stay as they were written
 * @param deleteAfter up to which age events are kept; empty for ever
 * @param refreshEvery how long to wait between refreshes of continuous aggregates
 * @param refreshLag how old events are when continuous aggregates take them in; what comes later makes more work
 * @param propertyIndex whether there is an index of properties, for SQL of one's own; matters when the store is made
 */
public record TimescaleSettings(
        PostgreSqlSettings server,
        Duration chunkWidth,
        Duration compressAfter,
        Optional<Duration> deleteAfter,
        Duration refreshEvery,
        Duration refreshLag,
        boolean propertyIndex) {

    public TimescaleSettings {
        requireNonNull(server, "server is null");
        requireWholeDays("chunkWidth", chunkWidth);
        requireWholeDays("compressAfter", compressAfter);
        deleteAfter.ifPresent(age -> requireWholeDays("deleteAfter", age));
    }

    /** Chunks of a day, compressed after a week, kept for ever. */
    public static TimescaleSettings of(PostgreSqlSettings server) {
        return new TimescaleSettings(
                server,
                Duration.ofDays(1),
                Duration.ofDays(7),
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                true);
    }

    public TimescaleSettings withChunkWidth(Duration width) {
        return new TimescaleSettings(
                server, width, compressAfter, deleteAfter, refreshEvery, refreshLag, propertyIndex);
    }

    public TimescaleSettings withCompressAfter(Duration age) {
        return new TimescaleSettings(server, chunkWidth, age, deleteAfter, refreshEvery, refreshLag, propertyIndex);
    }

    public TimescaleSettings withDeleteAfter(Optional<Duration> age) {
        return new TimescaleSettings(server, chunkWidth, compressAfter, age, refreshEvery, refreshLag, propertyIndex);
    }

    public TimescaleSettings withRefreshEvery(Duration pause) {
        return new TimescaleSettings(server, chunkWidth, compressAfter, deleteAfter, pause, refreshLag, propertyIndex);
    }

    public TimescaleSettings withRefreshLag(Duration age) {
        return new TimescaleSettings(server, chunkWidth, compressAfter, deleteAfter, refreshEvery, age, propertyIndex);
    }

    public TimescaleSettings withPropertyIndex(boolean wanted) {
        return new TimescaleSettings(server, chunkWidth, compressAfter, deleteAfter, refreshEvery, refreshLag, wanted);
    }

    private static void requireWholeDays(String name, Duration duration) {
        if (!duration.isPositive() || !duration.equals(Duration.ofDays(duration.toDays()))) {
            throw new IllegalArgumentException(name + " is " + duration + ", expected whole days, at least one");
        }
    }
}
