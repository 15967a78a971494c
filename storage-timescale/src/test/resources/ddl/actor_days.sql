CREATE MATERIALIZED VIEW "actor_days_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "actor_id" AS "actor_id",
    "platform" AS "platform",
    "country" AS "country",
    count(*) AS "events"
FROM events
WHERE TRUE
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "actor_days_1d" (tenant_id, bucket)
