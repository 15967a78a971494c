package dev.tidemark.storage.sql;

import dev.tidemark.domain.storage.StorageFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the figures of a store together from those of its tables.
 *
 * @param events the table of events
 * @param found the tables that are there, with any others
 */
public record FiguresOfTables(String events, List<StorageFigures.Table> found) {

    public FiguresOfTables {
        found = List.copyOf(found);
    }

    /** @param bytes on disk, everything together */
    public StorageFigures with(
            KeptRollups<?> rollups, long bytes, List<StorageFigures.Size> sizes, List<StorageFigures.Running> running) {
        Map<String, StorageFigures.Table> byName = new HashMap<>();
        found.forEach(table -> byName.put(table.name(), table));
        List<StorageFigures.Rollup> kept =
                rollups.figures(name -> byName.getOrDefault(name, new StorageFigures.Table(name, 0)));
        StorageFigures.Table ofEvents = byName.getOrDefault(events, new StorageFigures.Table(events, 0));
        List<StorageFigures.Table> counted = new ArrayList<>(List.of(ofEvents));
        kept.forEach(rollup -> counted.addAll(rollup.tables()));
        return new StorageFigures(ofEvents.rows(), bytes, counted, kept, sizes, running);
    }
}
