CREATE TABLE IF NOT EXISTS rollup_months${on cluster} (
    tables_name String,
    month UInt32,
    events UInt64,
    filled UInt8,
    revision UInt64
) ENGINE = ${ReplacingMergeTree(revision)} ORDER BY (tables_name, month)
