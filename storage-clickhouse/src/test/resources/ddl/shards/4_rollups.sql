CREATE TABLE IF NOT EXISTS "revenue_1h" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "org_id" Nullable(String) CODEC(ZSTD(1)),
    "product_id" Nullable(String) CODEC(ZSTD(1)),
    "currency" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "amount_sum" SimpleAggregateFunction(sum, Nullable(Decimal(38, 4))) CODEC(ZSTD(1)),
    "amount_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "quantity_sum" SimpleAggregateFunction(sum, Nullable(Int128)) CODEC(ZSTD(1)),
    "quantity_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "revenue_1h_feed" ON CLUSTER 'events_{shard}' TO "revenue_1h" AS
SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer, count(*) AS "events", sum("amount_sum") AS "amount_sum", count("amount_count") AS "amount_count", sum(toInt128("quantity_sum")) AS "quantity_sum", count("quantity_count") AS "quantity_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 3600000) * 3600000, 'UTC') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer;

CREATE TABLE IF NOT EXISTS "revenue_1h_all" ON CLUSTER 'events_{shard}' AS "revenue_1h"
ENGINE = Distributed('events', 'tidemark', 'revenue_1h', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "revenue_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "org_id" Nullable(String) CODEC(ZSTD(1)),
    "product_id" Nullable(String) CODEC(ZSTD(1)),
    "currency" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "amount_sum" SimpleAggregateFunction(sum, Nullable(Decimal(38, 4))) CODEC(ZSTD(1)),
    "amount_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "quantity_sum" SimpleAggregateFunction(sum, Nullable(Int128)) CODEC(ZSTD(1)),
    "quantity_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "revenue_1d_feed" ON CLUSTER 'events_{shard}' TO "revenue_1d" AS
SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer, count(*) AS "events", sum("amount_sum") AS "amount_sum", count("amount_count") AS "amount_count", sum(toInt128("quantity_sum")) AS "quantity_sum", count("quantity_count") AS "quantity_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer;

CREATE TABLE IF NOT EXISTS "revenue_1d_all" ON CLUSTER 'events_{shard}' AS "revenue_1d"
ENGINE = Distributed('events', 'tidemark', 'revenue_1d', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "releases_1h" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "target_version" Nullable(String) CODEC(ZSTD(1)),
    "os" Nullable(String) CODEC(ZSTD(1)),
    "error_code" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "duration_ms_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "speed_mbps_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "speed_mbps_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "speed_mbps_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "releases_1h_feed" ON CLUSTER 'events_{shard}' TO "releases_1h" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", writer, count(*) AS "events", sum("duration_ms_sum") AS "duration_ms_sum", count("duration_ms_count") AS "duration_ms_count", sumMapIf(map(toInt32(assumeNotNull("duration_ms_bins")), toUInt64(1)), "duration_ms_bins" IS NOT NULL) AS "duration_ms_bins", sum("speed_mbps_sum") AS "speed_mbps_sum", count("speed_mbps_count") AS "speed_mbps_count", sumMapIf(map(toInt32(assumeNotNull("speed_mbps_bins")), toUInt64(1)), "speed_mbps_bins" IS NOT NULL) AS "speed_mbps_bins", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 3600000) * 3600000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "target_version" AS "target_version", "os" AS "os", "error_code" AS "error_code", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", CASE WHEN abs("duration_ms") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "duration_ms_bins", "speed_mbps" AS "speed_mbps_sum", "speed_mbps" AS "speed_mbps_count", CASE WHEN abs("speed_mbps") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "speed_mbps" > 0 THEN CAST(ceil(ln(abs("speed_mbps")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "speed_mbps" < 0 THEN -40000 - CAST(ceil(ln(abs("speed_mbps")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "speed_mbps_bins", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND ("event_type" IN ('update_started', 'update_downloading', 'update_downloaded', 'update_installing', 'update_installed', 'update_failed', 'update_cancelled', 'rollback_started', 'rollback_completed'))
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", writer;

CREATE TABLE IF NOT EXISTS "releases_1h_all" ON CLUSTER 'events_{shard}' AS "releases_1h"
ENGINE = Distributed('events', 'tidemark', 'releases_1h', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "releases_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "target_version" Nullable(String) CODEC(ZSTD(1)),
    "os" Nullable(String) CODEC(ZSTD(1)),
    "error_code" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "duration_ms_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "speed_mbps_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "speed_mbps_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "speed_mbps_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "releases_1d_feed" ON CLUSTER 'events_{shard}' TO "releases_1d" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", writer, count(*) AS "events", sum("duration_ms_sum") AS "duration_ms_sum", count("duration_ms_count") AS "duration_ms_count", sumMapIf(map(toInt32(assumeNotNull("duration_ms_bins")), toUInt64(1)), "duration_ms_bins" IS NOT NULL) AS "duration_ms_bins", sum("speed_mbps_sum") AS "speed_mbps_sum", count("speed_mbps_count") AS "speed_mbps_count", sumMapIf(map(toInt32(assumeNotNull("speed_mbps_bins")), toUInt64(1)), "speed_mbps_bins" IS NOT NULL) AS "speed_mbps_bins", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "target_version" AS "target_version", "os" AS "os", "error_code" AS "error_code", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", CASE WHEN abs("duration_ms") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "duration_ms_bins", "speed_mbps" AS "speed_mbps_sum", "speed_mbps" AS "speed_mbps_count", CASE WHEN abs("speed_mbps") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "speed_mbps" > 0 THEN CAST(ceil(ln(abs("speed_mbps")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "speed_mbps" < 0 THEN -40000 - CAST(ceil(ln(abs("speed_mbps")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "speed_mbps_bins", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND ("event_type" IN ('update_started', 'update_downloading', 'update_downloaded', 'update_installing', 'update_installed', 'update_failed', 'update_cancelled', 'rollback_started', 'rollback_completed'))
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "target_version", "os", "error_code", writer;

CREATE TABLE IF NOT EXISTS "releases_1d_all" ON CLUSTER 'events_{shard}' AS "releases_1d"
ENGINE = Distributed('events', 'tidemark', 'releases_1d', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "activity_5m" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "platform" Nullable(String) CODEC(ZSTD(1)),
    "country" Nullable(String) CODEC(ZSTD(1)),
    "browser" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "activity_5m_feed" ON CLUSTER 'events_{shard}' TO "activity_5m" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer, count(*) AS "events", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 300000) * 300000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "platform" AS "platform", "country" AS "country", "browser" AS "browser", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer;

CREATE TABLE IF NOT EXISTS "activity_5m_all" ON CLUSTER 'events_{shard}' AS "activity_5m"
ENGINE = Distributed('events', 'tidemark', 'activity_5m', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "activity_1h" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "platform" Nullable(String) CODEC(ZSTD(1)),
    "country" Nullable(String) CODEC(ZSTD(1)),
    "browser" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "activity_1h_feed" ON CLUSTER 'events_{shard}' TO "activity_1h" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer, count(*) AS "events", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 3600000) * 3600000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "platform" AS "platform", "country" AS "country", "browser" AS "browser", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer;

CREATE TABLE IF NOT EXISTS "activity_1h_all" ON CLUSTER 'events_{shard}' AS "activity_1h"
ENGINE = Distributed('events', 'tidemark', 'activity_1h', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "activity_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "platform" Nullable(String) CODEC(ZSTD(1)),
    "country" Nullable(String) CODEC(ZSTD(1)),
    "browser" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "activity_1d_feed" ON CLUSTER 'events_{shard}' TO "activity_1d" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer, count(*) AS "events", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "platform" AS "platform", "country" AS "country", "browser" AS "browser", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "platform", "country", "browser", writer;

CREATE TABLE IF NOT EXISTS "activity_1d_all" ON CLUSTER 'events_{shard}' AS "activity_1d"
ENGINE = Distributed('events', 'tidemark', 'activity_1d', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "event_performance_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "event_name" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "event_name", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "event_performance_1d_feed" ON CLUSTER 'events_{shard}' TO "event_performance_1d" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "event_name", writer, count(*) AS "events", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "event_name" AS "event_name", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "event_name", writer;

CREATE TABLE IF NOT EXISTS "event_performance_1d_all" ON CLUSTER 'events_{shard}' AS "event_performance_1d"
ENGINE = Distributed('events', 'tidemark', 'event_performance_1d', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "requests_1m" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "endpoint" Nullable(String) CODEC(ZSTD(1)),
    "method" Nullable(String) CODEC(ZSTD(1)),
    "status_code" Nullable(Int64) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "duration_ms_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "bytes_sum" SimpleAggregateFunction(sum, Nullable(Int128)) CODEC(ZSTD(1)),
    "bytes_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "requests_1m_feed" ON CLUSTER 'events_{shard}' TO "requests_1m" AS
SELECT "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", writer, count(*) AS "events", sum("duration_ms_sum") AS "duration_ms_sum", count("duration_ms_count") AS "duration_ms_count", sumMapIf(map(toInt32(assumeNotNull("duration_ms_bins")), toUInt64(1)), "duration_ms_bins" IS NOT NULL) AS "duration_ms_bins", sum(toInt128("bytes_sum")) AS "bytes_sum", count("bytes_count") AS "bytes_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 60000) * 60000, 'UTC') AS bucket, "app_id" AS "app_id", "endpoint" AS "endpoint", "method" AS "method", "status_code" AS "status_code", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", CASE WHEN abs("duration_ms") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "duration_ms_bins", "bytes" AS "bytes_sum", "bytes" AS "bytes_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND "event_type" = 'request'
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", writer;

CREATE TABLE IF NOT EXISTS "requests_1m_all" ON CLUSTER 'events_{shard}' AS "requests_1m"
ENGINE = Distributed('events', 'tidemark', 'requests_1m', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "requests_1h" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "endpoint" Nullable(String) CODEC(ZSTD(1)),
    "method" Nullable(String) CODEC(ZSTD(1)),
    "status_code" Nullable(Int64) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "duration_ms_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_bins" SimpleAggregateFunction(sumMap, Map(Int32, UInt64)) CODEC(ZSTD(1)),
    "bytes_sum" SimpleAggregateFunction(sum, Nullable(Int128)) CODEC(ZSTD(1)),
    "bytes_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "requests_1h_feed" ON CLUSTER 'events_{shard}' TO "requests_1h" AS
SELECT "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", writer, count(*) AS "events", sum("duration_ms_sum") AS "duration_ms_sum", count("duration_ms_count") AS "duration_ms_count", sumMapIf(map(toInt32(assumeNotNull("duration_ms_bins")), toUInt64(1)), "duration_ms_bins" IS NOT NULL) AS "duration_ms_bins", sum(toInt128("bytes_sum")) AS "bytes_sum", count("bytes_count") AS "bytes_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 3600000) * 3600000, 'UTC') AS bucket, "app_id" AS "app_id", "endpoint" AS "endpoint", "method" AS "method", "status_code" AS "status_code", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", CASE WHEN abs("duration_ms") < reinterpret(toInt64(4472406533629990549), 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret(toInt64(4581422021096572285), 'Float64')) AS INTEGER) END AS "duration_ms_bins", "bytes" AS "bytes_sum", "bytes" AS "bytes_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND "event_type" = 'request'
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", writer;

CREATE TABLE IF NOT EXISTS "requests_1h_all" ON CLUSTER 'events_{shard}' AS "requests_1h"
ENGINE = Distributed('events', 'tidemark', 'requests_1h', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "content_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "event_type" Nullable(String) CODEC(ZSTD(1)),
    "screen_name" Nullable(String) CODEC(ZSTD(1)),
    "page_url" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "duration_ms_sum" SimpleAggregateFunction(sum, Nullable(Float64)) CODEC(ZSTD(1)),
    "duration_ms_count" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "event_type", "screen_name", "page_url", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "content_1d_feed" ON CLUSTER 'events_{shard}' TO "content_1d" AS
SELECT "tenant_id", "bucket", "app_id", "event_type", "screen_name", "page_url", writer, count(*) AS "events", sum("duration_ms_sum") AS "duration_ms_sum", count("duration_ms_count") AS "duration_ms_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "event_type" AS "event_type", "screen_name" AS "screen_name", "page_url" AS "page_url", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "event_type", "screen_name", "page_url", writer;

CREATE TABLE IF NOT EXISTS "content_1d_all" ON CLUSTER 'events_{shard}' AS "content_1d"
ENGINE = Distributed('events', 'tidemark', 'content_1d', CRC32(tenant_id));

CREATE TABLE IF NOT EXISTS "actor_days_1d" ON CLUSTER 'events_{shard}' (
    "tenant_id" LowCardinality(String) CODEC(ZSTD(1)),
    "bucket" DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    "app_id" Nullable(String) CODEC(ZSTD(1)),
    "actor_id" Nullable(String) CODEC(ZSTD(1)),
    "platform" Nullable(String) CODEC(ZSTD(1)),
    "country" Nullable(String) CODEC(ZSTD(1)),
    "writer" UInt32 CODEC(ZSTD(1)),
    "events" SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    "batch" SimpleAggregateFunction(max, UInt64) CODEC(ZSTD(1))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "actor_id", "platform", "country", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS "actor_days_1d_feed" ON CLUSTER 'events_{shard}' TO "actor_days_1d" AS
SELECT "tenant_id", "bucket", "app_id", "actor_id", "platform", "country", writer, count(*) AS "events", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "actor_id" AS "actor_id", "platform" AS "platform", "country" AS "country", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM feed
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "actor_id", "platform", "country", writer;

CREATE TABLE IF NOT EXISTS "actor_days_1d_all" ON CLUSTER 'events_{shard}' AS "actor_days_1d"
ENGINE = Distributed('events', 'tidemark', 'actor_days_1d', CRC32(tenant_id));
