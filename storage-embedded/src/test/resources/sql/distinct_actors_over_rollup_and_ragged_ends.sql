SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, count(DISTINCT m2) AS m2
FROM (
  SELECT bucket_no, d1, count(*) AS m1, m2 FROM (
  SELECT 0 AS bucket_no, "platform" AS d1, "actor_id" AS m2
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS) AND (("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS) OR ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS))
  ) AS e GROUP BY bucket_no, d1, m2
  UNION ALL
  SELECT 0 AS bucket_no, "platform" AS d1, "events" AS m1, "actor_id" AS m2
  FROM "actor_days_1d"
  WHERE "tenant_id" = ?
    AND ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS)
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? 1774479600000
-- ? 1774483200000
-- ? 1774915200000
-- ? 1774994400000
-- ? acme
-- ? 1774483200000
-- ? 1774915200000
-- ? 1000
