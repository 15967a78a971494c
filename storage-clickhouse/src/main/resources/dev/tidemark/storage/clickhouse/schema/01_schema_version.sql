CREATE TABLE schema_version (
    version UInt32,
    applied_at DateTime64(3, 'UTC')
) ENGINE = MergeTree ORDER BY version
