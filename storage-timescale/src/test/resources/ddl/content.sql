CREATE MATERIALIZED VIEW "content_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "screen_name" AS "screen_name",
    "page_url" AS "page_url",
    count(*) AS "events",
    sum("duration_ms") AS "duration_ms_sum",
    count("duration_ms") AS "duration_ms_count"
FROM events
WHERE TRUE
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "content_1d" (tenant_id, bucket)
