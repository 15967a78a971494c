CREATE MATERIALIZED VIEW "activity_5m"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '5 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "platform" AS "platform",
    "country" AS "country",
    "browser" AS "browser",
    count(*) AS "events",
    hll_add_agg(hll_hash_text(device_id)) AS device_sketch,
    topn_add_agg(device_id) AS top_devices
FROM events
WHERE TRUE
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "activity_5m" (tenant_id, bucket);

CREATE MATERIALIZED VIEW "activity_1h"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '60 minutes', bucket) AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "platform" AS "platform",
    "country" AS "country",
    "browser" AS "browser",
    coalesce(sum("events"), 0) AS "events",
    hll_union_agg(device_sketch) AS device_sketch,
    topn_union_agg(top_devices) AS top_devices
FROM "activity_5m"
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "activity_1h" (tenant_id, bucket);

CREATE MATERIALIZED VIEW "activity_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', bucket) AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "platform" AS "platform",
    "country" AS "country",
    "browser" AS "browser",
    coalesce(sum("events"), 0) AS "events",
    hll_union_agg(device_sketch) AS device_sketch,
    topn_union_agg(top_devices) AS top_devices
FROM "activity_1h"
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "activity_1d" (tenant_id, bucket)
