INSERT INTO "revenue_1d" ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "writer", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count", "batch")
SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer, count(*) AS "events", sum("amount_sum") AS "amount_sum", count("amount_count") AS "amount_count", sum(toInt128("quantity_sum")) AS "quantity_sum", count("quantity_count") AS "quantity_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count", toUInt32(bitShiftRight(batch, 32)) AS writer, batch AS batch
  FROM (SELECT * FROM events WHERE batch = 30064771073 AND toYYYYMM("timestamp") IN (202603, 202604) AND (SELECT count() FROM entrance_7_0) = 0)
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer;

CREATE TABLE IF NOT EXISTS "revenue_1d_aside" (
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
) ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(bucket)
ORDER BY ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "writer")
SETTINGS allow_nullable_key = 1, fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO "revenue_1d_aside" ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "writer", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count", "batch")
SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer, count(*) AS "events", sum("amount_sum") AS "amount_sum", count("amount_count") AS "amount_count", sum(toInt128("quantity_sum")) AS "quantity_sum", count("quantity_count") AS "quantity_count", max(batch) AS batch
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 86400000) * 86400000, 'UTC') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count", toUInt32(0) AS writer, toUInt64(0) AS batch
  FROM (SELECT * FROM events WHERE batch < 30064771072)
  WHERE ("timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" < fromUnixTimestamp64Milli(toInt64(10382256000000), 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", writer;

ALTER TABLE events ON CLUSTER 'events_{shard}' MODIFY SETTING ttl_only_drop_parts = 0;

ALTER TABLE events ON CLUSTER 'events_{shard}' MODIFY TTL
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(30) TO VOLUME 'slow',
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(90) RECOMPRESS CODEC(ZSTD(9)),
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(37) DELETE WHERE event_type = 'it\'s',
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(737) DELETE WHERE event_type NOT IN ('it\'s', 'ticket_sale');

ALTER TABLE events ON CLUSTER 'events_{shard}' MODIFY SETTING ttl_only_drop_parts = 1;

ALTER TABLE events ON CLUSTER 'events_{shard}' MODIFY TTL
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(90) RECOMPRESS CODEC(ZSTD(9)),
    toStartOfMonth("timestamp") + toIntervalMonth(1) + toIntervalDay(737) DELETE;

ALTER TABLE events ON CLUSTER 'events_{shard}' MODIFY SETTING ttl_only_drop_parts = 0;

ALTER TABLE events ON CLUSTER 'events_{shard}' REMOVE TTL;

DROP TABLE IF EXISTS "revenue_1d_all" ON CLUSTER 'events_{shard}' SYNC;

DROP TABLE IF EXISTS "revenue_1d_feed" ON CLUSTER 'events_{shard}' SYNC;

DROP TABLE IF EXISTS "revenue_1d" ON CLUSTER 'events_{shard}' SYNC;

DROP TABLE IF EXISTS "revenue_1d_aside" ON CLUSTER 'events_{shard}' SYNC;
