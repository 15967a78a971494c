SELECT bucket_no, d1, m1, m2, m3, m4
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, coalesce(sum(m2), 0) AS m2, count(DISTINCT m3) AS m3, tidemark_merged_bins(array_agg(m4)) AS m4
FROM (
  SELECT (((date_part('epoch', "bucket") * 1000)::bigint - ?) / ?) AS bucket_no, "method" AS d1, "events" AS m1, CASE WHEN "status_code" >= ? THEN "events" END AS m2, CASE WHEN "status_code" >= ? THEN "endpoint" END AS m3, "duration_ms_bins" AS m4
  FROM (SELECT "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", "events", "duration_ms_sum", "duration_ms_count", "duration_ms_bins", "bytes_sum", "bytes_count" FROM "requests_1m" WHERE tenant_id = ?
  UNION ALL
  SELECT "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code", count(*), sum("duration_ms_sum"), count("duration_ms_count"), tidemark_bins(array_agg("duration_ms_bins")), sum("bytes_sum"), count("bytes_count")
FROM (
  SELECT "tenant_id", (timestamptz 'epoch' + (((date_part('epoch', "timestamp") * 1000)::bigint / 60000) * 60000) * interval '1 millisecond') AS bucket, "app_id" AS "app_id", "endpoint" AS "endpoint", "method" AS "method", "status_code" AS "status_code", "duration_ms" AS "duration_ms_sum", "duration_ms" AS "duration_ms_count", CASE WHEN abs("duration_ms") < ? THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) END AS "duration_ms_bins", "bytes" AS "bytes_sum", "bytes" AS "bytes_count"
  FROM (SELECT * FROM events WHERE tenant_id = ?
    AND batch > (SELECT coalesce(max(w.batch), 0) FROM rollup_watermarks AS w WHERE w.tenant_id = ? AND w.tables_name = ?)
    AND batch <= (SELECT 9223372036854775807)) AS tail
  WHERE ("timestamp" >= ? AND "timestamp" < ?)
    AND "event_type" = ?
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "endpoint", "method", "status_code"
  ) AS kept
  WHERE "tenant_id" = ?
    AND ("bucket" >= ? AND "bucket" < ?)
    AND "app_id" IS NOT NULL
  UNION ALL
  SELECT bucket_no, d1, count(*) AS m1, count(m2) AS m2, m3, tidemark_bins(array_agg(m4)) AS m4 FROM (
  SELECT (((date_part('epoch', "timestamp") * 1000)::bigint - ?) / ?) AS bucket_no, "method" AS d1, CASE WHEN "status_code" >= ? THEN 1 END AS m2, CASE WHEN "status_code" >= ? THEN "endpoint" END AS m3, CASE WHEN abs("duration_ms") < ? THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) END AS m4
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= ? AND "timestamp" < ?)
    AND ("event_type" = ? AND "app_id" IS NOT NULL)
  ) AS e GROUP BY bucket_no, d1, m3
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? 1774432800000
-- ? 60000
-- ? 400
-- ? 400
-- ? acme
-- ? 1.0E-9
-- ? 0.020000666706669435
-- ? 0.020000666706669435
-- ? acme
-- ? acme
-- ? requests
-- ? 2026-03-25T10:00Z
-- ? 2026-03-25T10:02Z
-- ? request
-- ? acme
-- ? 2026-03-25T10:00Z
-- ? 2026-03-25T10:02Z
-- ? 1774432800000
-- ? 60000
-- ? 400
-- ? 400
-- ? 1.0E-9
-- ? 0.020000666706669435
-- ? 0.020000666706669435
-- ? acme
-- ? 2026-03-25T10:02Z
-- ? 2026-03-25T10:02:30Z
-- ? request
-- ? 1000
