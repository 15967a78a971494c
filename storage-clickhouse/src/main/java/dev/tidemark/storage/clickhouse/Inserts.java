package dev.tidemark.storage.clickhouse;

import java.util.Map;

/** With which settings inserts run. */
final class Inserts {

    private static final String ALL = "1000000000";

    /**
     * Whatever is inserted makes one part for each partition of each table: blocks are put together whatever their size, by one stream. The writer's
     * recovery rests on this: a partition of a rollup has all of a batch or nothing.
     */
    static final Map<String, String> OF_ONE_BLOCK = Map.ofEntries(
            Map.entry("cast_keep_nullable", "1"),
            Map.entry("precise_float_parsing", "1"),
            Map.entry("async_insert", "0"),
            Map.entry("insert_deduplicate", "0"),
            Map.entry("max_insert_threads", "1"),
            Map.entry("max_insert_block_size", ALL),
            Map.entry("min_insert_block_size_rows", ALL),
            Map.entry("min_insert_block_size_bytes", "0"),
            Map.entry("min_insert_block_size_rows_for_materialized_views", ALL),
            Map.entry("min_insert_block_size_bytes_for_materialized_views", "0"),
            Map.entry("max_partitions_per_insert_block", "0"),
            Map.entry("parallel_view_processing", "1"));

    private Inserts() {}
}
