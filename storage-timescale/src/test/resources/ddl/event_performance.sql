CREATE MATERIALIZED VIEW "event_performance_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "event_name" AS "event_name",
    count(*) AS "events"
FROM events
WHERE TRUE
GROUP BY 1, 2, 3, 4, 5
WITH NO DATA;

CREATE INDEX ON "event_performance_1d" (tenant_id, bucket)
