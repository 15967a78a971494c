package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/**
 * How much a store holds.
 *
 * @param bytes on disk, everything together
 * @param rollups as far as the store tells them apart from its tables; of one name there may be two, the older
 *     {@link Stage#REPLACED}
 */
public record StorageFigures(long events, long bytes, List<Table> tables, List<Rollup> rollups) {

    public StorageFigures {
        tables = List.copyOf(tables);
        rollups = List.copyOf(rollups);
    }

    /** Of a store that says nothing about its rollups. */
    public StorageFigures(long events, long bytes, List<Table> tables) {
        this(events, bytes, tables, List.of());
    }

    /** One table: of events or of a rollup at one granularity. */
    public record Table(String name, long rows) {}

    /**
     * A rollup and how far it is filled.
     *
     * @param complete ranges that it can answer for; apart and ascending
     * @param eventsToFill how many events were stored before the rollup was defined, so that they had to be counted afterwards
     * @param eventsFilled how many of these are counted
     * @param tables one per granularity
     */
    public record Rollup(
            RollupDefinition definition,
            Stage stage,
            List<TimeRange> complete,
            long eventsToFill,
            long eventsFilled,
            List<Table> tables) {

        public Rollup {
            requireNonNull(definition, "definition is null");
            requireNonNull(stage, "stage is null");
            complete = List.copyOf(complete);
            tables = List.copyOf(tables);
        }
    }

    /** Where a rollup is in its life. */
    public enum Stage {
        /** Events stored before it was defined are being counted. */
        FILLING,
        /** It holds every event. */
        COMPLETE,
        /** It holds every event by an earlier definition, and goes once the one of now is complete. */
        REPLACED
    }
}
