CREATE TABLE IF NOT EXISTS rollups${on cluster} (
    tables_name String,
    rollup_name String,
    definition String,
    events_to_fill UInt64,
    filled_before UInt64,
    created_at DateTime64(3, 'UTC'),
    dropped UInt8,
    revision UInt64
) ENGINE = ${ReplacingMergeTree(revision)} ORDER BY tables_name
