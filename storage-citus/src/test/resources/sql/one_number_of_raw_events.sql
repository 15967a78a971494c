SELECT coalesce(min(bucket_no), 0) AS bucket_no, count(*) AS m1
FROM (
  SELECT 0 AS bucket_no
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= ? AND "timestamp" < ?)
) AS r
ORDER BY bucket_no
LIMIT ?
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? 1000
