CREATE MATERIALIZED VIEW "requests_1m"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "endpoint" AS "endpoint",
    "method" AS "method",
    "status_code" AS "status_code",
    count(*) AS "events",
    sum("duration_ms") AS "duration_ms_sum",
    count("duration_ms") AS "duration_ms_count",
    tidemark_bins(array_agg(CASE WHEN abs("duration_ms") < '1.0E-9'::double precision THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / '0.020000666706669435'::double precision) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / '0.020000666706669435'::double precision) AS INTEGER) END)) AS "duration_ms_bins",
    sum("bytes") AS "bytes_sum",
    count("bytes") AS "bytes_count"
FROM events
WHERE "event_type" = 'request'
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "requests_1m" (tenant_id, bucket);

CREATE MATERIALIZED VIEW "requests_1h"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '60 minutes', bucket) AS bucket,
    "app_id" AS "app_id",
    "endpoint" AS "endpoint",
    "method" AS "method",
    "status_code" AS "status_code",
    coalesce(sum("events"), 0) AS "events",
    sum("duration_ms_sum") AS "duration_ms_sum",
    coalesce(sum("duration_ms_count"), 0) AS "duration_ms_count",
    tidemark_merged_bins(array_agg("duration_ms_bins")) AS "duration_ms_bins",
    sum("bytes_sum") AS "bytes_sum",
    coalesce(sum("bytes_count"), 0) AS "bytes_count"
FROM "requests_1m"
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "requests_1h" (tenant_id, bucket)
