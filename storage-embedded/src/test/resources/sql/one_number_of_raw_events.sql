SELECT coalesce(min(bucket_no), 0) AS bucket_no, count(*) AS m1
FROM (
  SELECT 0 AS bucket_no
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
) AS r
ORDER BY bucket_no
LIMIT ?
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? 1000
