SELECT bucket_no, d1, d2, sum(m1) AS m1, histogram(m2) AS m2, count(DISTINCT m3) AS m3
FROM (
  SELECT CASE WHEN "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS THEN ((epoch_ms("timestamp") - ?) // ?) ELSE 4 + ((epoch_ms("timestamp") - ?) // ?) END AS bucket_no, "platform" AS d1, properties[?] AS d2, "amount" AS m1, CASE WHEN abs("duration_ms") < ? THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / ?) AS INTEGER) END AS m2, "actor_id" AS m3
  FROM "events"
  WHERE "tenant_id" = ?
    AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
    AND (("country" IN (?, ?)) AND ("status_code" > ?) IS NOT TRUE AND contains(properties[?], ?))
) AS r
GROUP BY bucket_no, d1, d2
ORDER BY m1 DESC NULLS LAST, d2 NULLS LAST, bucket_no, d1 NULLS LAST, d2 NULLS LAST
LIMIT ?
-- ? 1774821600000
-- ? 1774479600000
-- ? 86400000
-- ? 1774821600000
-- ? 86400000
-- ? it's "quoted"
-- ? 1.0E-9
-- ? 0.020000666706669435
-- ? 0.020000666706669435
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? US
-- ? DE
-- ? 499
-- ? plan
-- ? pro
-- ? 100
