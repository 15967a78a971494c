CREATE MATERIALIZED VIEW "activity_5m"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '5 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "platform" AS "platform",
    "country" AS "country",
    "browser" AS "browser",
    count(*) AS "events"
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
    coalesce(sum("events"), 0) AS "events"
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
    coalesce(sum("events"), 0) AS "events"
FROM "activity_1h"
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "activity_1d" (tenant_id, bucket)
