SELECT bucket_no, d1, d2, sum(m1) AS m1, tidemark_bins(array_agg(m2)) AS m2, count(DISTINCT m3) AS m3
FROM (
  SELECT CASE WHEN "timestamp" < ? THEN (((date_part('epoch', "timestamp") * 1000)::bigint - ?) / ?) ELSE 4 + (((date_part('epoch', "timestamp") * 1000)::bigint - ?) / ?) END AS bucket_no, "platform" AS d1, ((properties ->> ?) COLLATE "C") AS d2, "amount" AS m1, CASE WHEN abs("duration_ms") < ? THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) END AS m2, "actor_id" AS m3
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= ? AND "timestamp" < ?)
    AND (("country" IN (?, ?)) AND ("status_code" > ?) IS NOT TRUE AND (strpos(((properties ->> ?) COLLATE "C"), ?) > 0))
) AS r
GROUP BY bucket_no, d1, d2
ORDER BY m1 DESC NULLS LAST, d2 NULLS LAST, bucket_no, d1 NULLS LAST, d2 NULLS LAST
LIMIT ?
-- ? 2026-03-29T22:00Z
-- ? 1774479600000
-- ? 86400000
-- ? 1774821600000
-- ? 86400000
-- ? it's "quoted"
-- ? 1.0E-9
-- ? 0.020000666706669435
-- ? 0.020000666706669435
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? US
-- ? DE
-- ? 499
-- ? plan
-- ? pro
-- ? 100
