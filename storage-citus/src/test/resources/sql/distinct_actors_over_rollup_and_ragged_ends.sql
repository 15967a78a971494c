SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, count(DISTINCT m2) AS m2
FROM (
  SELECT bucket_no, d1, count(*) AS m1, m2 FROM (
  SELECT 0 AS bucket_no, "platform" AS d1, "actor_id" AS m2
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= ? AND "timestamp" < ?) AND (("timestamp" >= ? AND "timestamp" < ?) OR ("timestamp" >= ? AND "timestamp" < ?))
  ) AS e GROUP BY bucket_no, d1, m2
  UNION ALL
  SELECT 0 AS bucket_no, "platform" AS d1, "events" AS m1, "actor_id" AS m2
  FROM (SELECT "tenant_id", "bucket", "app_id", "actor_id", "platform", "country", "events" FROM "actor_days_1d" WHERE tenant_id = ?
  UNION ALL
  SELECT "tenant_id", "bucket", "app_id", "actor_id", "platform", "country", count(*)
FROM (
  SELECT "tenant_id", (timestamptz 'epoch' + (((date_part('epoch', "timestamp") * 1000)::bigint / 86400000) * 86400000) * interval '1 millisecond') AS bucket, "app_id" AS "app_id", "actor_id" AS "actor_id", "platform" AS "platform", "country" AS "country"
  FROM (SELECT * FROM events WHERE tenant_id = ?
    AND batch > (SELECT coalesce(max(w.batch), 0) FROM rollup_watermarks AS w WHERE w.tenant_id = ? AND w.tables_name = ?)
    AND batch <= (SELECT 9223372036854775807)) AS tail
  WHERE ("timestamp" >= ? AND "timestamp" < ?)
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "actor_id", "platform", "country"
  ) AS kept
  WHERE "tenant_id" = ?
    AND ("bucket" >= ? AND "bucket" < ?)
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? 2026-03-25T23:00Z
-- ? 2026-03-26T00:00Z
-- ? 2026-03-31T00:00Z
-- ? 2026-03-31T22:00Z
-- ? acme
-- ? acme
-- ? acme
-- ? actor_days
-- ? 2026-03-26T00:00Z
-- ? 2026-03-31T00:00Z
-- ? acme
-- ? 2026-03-26T00:00Z
-- ? 2026-03-31T00:00Z
-- ? 1000
