CREATE TABLE IF NOT EXISTS schema_version${on cluster} (
    version UInt32,
    applied_at DateTime64(3, 'UTC')
) ENGINE = ${MergeTree} ORDER BY version
