package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much a store holds, and what it is doing.
 *
 * @param bytes on disk, everything together
 * @param rollups as far as the store tells them apart from its tables; of one name there may be two, the older
 *     {@link Stage#REPLACED}
 * @param sizes what else has a size: files, memory
 * @param running the questions that it is answering, the longest first
 */
public record StorageFigures(
        long events, long bytes, List<Table> tables, List<Rollup> rollups, List<Size> sizes, List<Running> running) {

    public StorageFigures {
        tables = List.copyOf(tables);
        rollups = List.copyOf(rollups);
        sizes = List.copyOf(sizes);
        running = List.copyOf(running);
    }

    /** Of a store that says nothing about its rollups. */
    public StorageFigures(long events, long bytes, List<Table> tables) {
        this(events, bytes, tables, List.of(), List.of(), List.of());
    }

    /**
     * One table: of events or of a rollup at one granularity.
     *
     * @param bytes on disk
     * @param uncompressedBytes what these would take without compression
     * @param parts how many pieces it is in that merging could make fewer
     */
    public record Table(
            String name, long rows, OptionalLong bytes, OptionalLong uncompressedBytes, OptionalLong parts) {

        /** Of a store that knows no more. */
        public Table(String name, long rows) {
            this(name, rows, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        }
    }

    /** Something with a size, by a name in small letters: {@code memory}. */
    public record Size(String name, long bytes) {}

    /**
     * A question that is being answered.
     *
     * @param id as the store has it
     * @param memoryBytes that it takes at the moment
     * @param rowsRead so far
     */
    public record Running(String id, Duration elapsed, OptionalLong memoryBytes, OptionalLong rowsRead) {}

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
