CREATE TABLE IF NOT EXISTS retention${on cluster} (
    event_type String,
    deleted_before DateTime64(3, 'UTC'),
    lifetime_days UInt32,
    revision UInt64
) ENGINE = ${ReplacingMergeTree(revision)} ORDER BY event_type
