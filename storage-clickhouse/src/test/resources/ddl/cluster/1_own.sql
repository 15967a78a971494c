CREATE TABLE IF NOT EXISTS schema_version ON CLUSTER 'events' (
    version UInt32,
    applied_at DateTime64(3, 'UTC')
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}') ORDER BY version;

CREATE TABLE IF NOT EXISTS openings ON CLUSTER 'events' (
    opening UInt32,
    nonce UUID,
    writer String,
    opened_at DateTime64(3, 'UTC'),
    settled UInt8
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', settled) ORDER BY (opening, nonce);

CREATE TABLE IF NOT EXISTS rollups ON CLUSTER 'events' (
    tables_name String,
    rollup_name String,
    definition String,
    events_to_fill UInt64,
    filled_before UInt64,
    created_at DateTime64(3, 'UTC'),
    dropped UInt8,
    revision UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', revision) ORDER BY tables_name;

CREATE TABLE IF NOT EXISTS rollup_months ON CLUSTER 'events' (
    tables_name String,
    month UInt32,
    events UInt64,
    filled UInt8,
    revision UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', revision) ORDER BY (tables_name, month);

CREATE TABLE IF NOT EXISTS place ON CLUSTER 'events' (
    shard UInt32,
    shards UInt32
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}') ORDER BY shard;

CREATE TABLE IF NOT EXISTS retention ON CLUSTER 'events' (
    event_type String,
    deleted_before DateTime64(3, 'UTC'),
    lifetime_days UInt32,
    revision UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', revision) ORDER BY event_type;

ALTER TABLE rollups ON CLUSTER 'events'
    ADD COLUMN IF NOT EXISTS complete_since DateTime64(3, 'UTC') DEFAULT toDateTime64(0, 3, 'UTC') AFTER filled_before;
