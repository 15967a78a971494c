SELECT bucket_no, d1, m1, m2, m3, m4
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, coalesce(sum(m2), 0) AS m2, count(DISTINCT m3) AS m3, sumMap(m4) AS m4
FROM (
  SELECT intDiv((toUnixTimestamp64Milli("bucket") - {p1:Int64}), {p2:Int64}) AS bucket_no, "method" AS d1, "events" AS m1, CASE WHEN "status_code" >= {p3:Int64} THEN "events" END AS m2, CASE WHEN "status_code" >= {p4:Int64} THEN "endpoint" END AS m3, "duration_ms_bins" AS m4
  FROM "requests_1m"
  WHERE "tenant_id" = {p5:String}
    AND ("bucket" >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p7:Int64}, 'UTC'))
    AND "app_id" IS NOT NULL
  UNION ALL
  SELECT bucket_no, d1, count(*) AS m1, count(m2) AS m2, m3, sumMapIf(map(toInt32(assumeNotNull(m4)), toUInt64(1)), m4 IS NOT NULL) AS m4 FROM (
  SELECT intDiv((toUnixTimestamp64Milli("timestamp") - {p8:Int64}), {p9:Int64}) AS bucket_no, "method" AS d1, CASE WHEN "status_code" >= {p10:Int64} THEN 1 END AS m2, CASE WHEN "status_code" >= {p11:Int64} THEN "endpoint" END AS m3, CASE WHEN abs("duration_ms") < reinterpret({p12:Int64}, 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret({p13:Int64}, 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret({p14:Int64}, 'Float64')) AS INTEGER) END AS m4
  FROM "events"
  WHERE "tenant_id" = {p15:String}
    AND ("timestamp" >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p17:Int64}, 'UTC'))
    AND ("event_type" = {p18:String} AND "app_id" IS NOT NULL)
  ) AS e GROUP BY bucket_no, d1, m3
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT {p19:Int64}
-- p1 1774432800000
-- p2 60000
-- p3 400
-- p4 400
-- p5 acme
-- p6 1774432800000
-- p7 1774432920000
-- p8 1774432800000
-- p9 60000
-- p10 400
-- p11 400
-- p12 4472406533629990549
-- p13 4581422021096572285
-- p14 4581422021096572285
-- p15 acme
-- p16 1774432920000
-- p17 1774432950000
-- p18 request
-- p19 1000
