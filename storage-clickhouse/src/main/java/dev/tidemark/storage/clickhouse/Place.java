package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.util.List;

/**
 * Which shard of how many a database is, noted in it for good: with another number of shards, or in another order, the events of a tenant would be looked for
 * where they are not.
 */
record Place(Server server) {

    /** Notes the place, or sees that it is the same as ever. */
    void take() {
        Layout layout = server.layout();
        List<String> found = server.rows(
                "reading which shard this is",
                Fragment.of("SELECT DISTINCT toString(shard) || ' of ' || toString(shards) FROM place"),
                row -> row.presentText(1));
        String expected = layout.shard() + " of " + layout.shards();
        if (found.isEmpty()) {
            server.execute(
                    "noting which shard this is",
                    "INSERT INTO place (shard, shards) VALUES (" + layout.shard() + ", " + layout.shards() + ")");
        } else if (!found.equals(List.of(expected))) {
            throw new StorageException(
                    Category.INTERNAL,
                    "database " + layout.settings().database() + " at "
                            + layout.settings().shards().get(layout.shard() - 1) + " is shard "
                            + String.join(" and ", found) + ", expected " + expected
                            + "; give the addresses of all shards in the order of the cluster, and to have more or fewer shards move the events to new databases",
                    null);
        }
    }
}
