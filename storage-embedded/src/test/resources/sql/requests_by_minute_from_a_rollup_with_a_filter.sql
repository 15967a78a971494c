SELECT bucket_no, d1, m1, m2, m3, m4
FROM (
WITH parts AS (
  SELECT ((epoch_ms("bucket") - ?) // ?) AS bucket_no, "method" AS d1, "events" AS m1, CASE WHEN "status_code" >= ? THEN "events" END AS m2, CASE WHEN "status_code" >= ? THEN "endpoint" END AS m3, "duration_ms_bins" AS m4
  FROM "requests_1m"
  WHERE "tenant_id" = ?
    AND ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS)
    AND "app_id" IS NOT NULL
  UNION ALL
  SELECT bucket_no, d1, count(*) AS m1, count(m2) AS m2, m3, histogram(m4) AS m4 FROM (
  SELECT ((epoch_ms("timestamp") - ?) // ?) AS bucket_no, "method" AS d1, CASE WHEN "status_code" >= ? THEN 1 END AS m2, CASE WHEN "status_code" >= ? THEN "endpoint" END AS m3, CASE WHEN abs("duration_ms") < ? THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) END AS m4
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
    AND ("event_type" = ? AND "app_id" IS NOT NULL)
  ) AS e GROUP BY bucket_no, d1, m3
)
SELECT rest.bucket_no, rest.d1, rest.m1, rest.m2, rest.m3, histogram_0.m4
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, coalesce(sum(m2), 0) AS m2, count(DISTINCT m3) AS m3
FROM (
  SELECT * FROM parts
) AS p
GROUP BY bucket_no, d1
) AS rest
LEFT JOIN (
SELECT bucket_no, d1, map_from_entries(list(struct_pack(key := bin, value := CAST(occurrences AS UBIGINT)))) AS m4
FROM (
  SELECT bucket_no, d1, bin, sum(occurrences) AS occurrences FROM (SELECT bucket_no, d1, unnest(map_keys(m4)) AS bin, unnest(map_values(m4)) AS occurrences FROM parts) AS e
GROUP BY bucket_no, d1, bin
) AS b
GROUP BY bucket_no, d1
) AS histogram_0 ON rest.bucket_no IS NOT DISTINCT FROM histogram_0.bucket_no AND rest.d1 IS NOT DISTINCT FROM histogram_0.d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? 1774432800000
-- ? 60000
-- ? 400
-- ? 400
-- ? acme
-- ? 1774432800000
-- ? 1774432920000
-- ? 1774432800000
-- ? 60000
-- ? 400
-- ? 400
-- ? 1.0E-9
-- ? 0.020000666706669435
-- ? 0.020000666706669435
-- ? acme
-- ? 1774432920000
-- ? 1774432950000
-- ? request
-- ? 1000
