package dev.tidemark.domain.storage;

import java.util.List;

/**
 * How much a store holds.
 *
 * @param bytes on disk, everything together
 */
public record StorageFigures(long events, long bytes, List<Table> tables) {

    public StorageFigures {
        tables = List.copyOf(tables);
    }

    /** One table: of events or of a rollup at one granularity. */
    public record Table(String name, long rows) {}
}
