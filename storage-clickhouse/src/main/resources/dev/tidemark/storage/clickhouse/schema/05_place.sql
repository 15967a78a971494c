CREATE TABLE IF NOT EXISTS place${on cluster} (
    shard UInt32,
    shards UInt32
) ENGINE = ${MergeTree} ORDER BY shard
