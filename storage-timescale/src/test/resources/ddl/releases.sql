CREATE MATERIALIZED VIEW "releases_1h"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '60 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "target_version" AS "target_version",
    "os" AS "os",
    "error_code" AS "error_code",
    count(*) AS "events",
    sum("duration_ms") AS "duration_ms_sum",
    count("duration_ms") AS "duration_ms_count",
    tidemark_bins(array_agg(CASE WHEN abs("duration_ms") < '1.0E-9'::double precision THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / '0.020000666706669435'::double precision) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / '0.020000666706669435'::double precision) AS INTEGER) END)) AS "duration_ms_bins",
    sum("speed_mbps") AS "speed_mbps_sum",
    count("speed_mbps") AS "speed_mbps_count",
    tidemark_bins(array_agg(CASE WHEN abs("speed_mbps") < '1.0E-9'::double precision THEN -2000 WHEN "speed_mbps" > 0 THEN CAST(ceil(ln(abs("speed_mbps")) / '0.020000666706669435'::double precision) AS INTEGER) WHEN "speed_mbps" < 0 THEN -40000 - CAST(ceil(ln(abs("speed_mbps")) / '0.020000666706669435'::double precision) AS INTEGER) END)) AS "speed_mbps_bins"
FROM events
WHERE ("event_type" IN ('update_started', 'update_downloading', 'update_downloaded', 'update_installing', 'update_installed', 'update_failed', 'update_cancelled', 'rollback_started', 'rollback_completed'))
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "releases_1h" (tenant_id, bucket);

CREATE MATERIALIZED VIEW "releases_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', bucket) AS bucket,
    "app_id" AS "app_id",
    "event_type" AS "event_type",
    "target_version" AS "target_version",
    "os" AS "os",
    "error_code" AS "error_code",
    coalesce(sum("events"), 0) AS "events",
    sum("duration_ms_sum") AS "duration_ms_sum",
    coalesce(sum("duration_ms_count"), 0) AS "duration_ms_count",
    tidemark_merged_bins(array_agg("duration_ms_bins")) AS "duration_ms_bins",
    sum("speed_mbps_sum") AS "speed_mbps_sum",
    coalesce(sum("speed_mbps_count"), 0) AS "speed_mbps_count",
    tidemark_merged_bins(array_agg("speed_mbps_bins")) AS "speed_mbps_bins"
FROM "releases_1h"
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;

CREATE INDEX ON "releases_1d" (tenant_id, bucket)
