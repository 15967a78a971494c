SELECT bucket_no, d1, d2, sum(m1) AS m1, sumMapIf(map(toInt32(assumeNotNull(m2)), toUInt64(1)), m2 IS NOT NULL) AS m2, count(DISTINCT m3) AS m3
FROM (
  SELECT CASE WHEN "timestamp" < fromUnixTimestamp64Milli({p1:Int64}, 'UTC') THEN intDiv((toUnixTimestamp64Milli("timestamp") - {p2:Int64}), {p3:Int64}) ELSE 4 + intDiv((toUnixTimestamp64Milli("timestamp") - {p4:Int64}), {p5:Int64}) END AS bucket_no, "platform" AS d1, nullIf(properties[{p6:String}], '') AS d2, "amount" AS m1, CASE WHEN abs("duration_ms") < reinterpret({p7:Int64}, 'Float64') THEN -2000 WHEN "duration_ms" > 0 THEN CAST(ceil(ln(abs("duration_ms")) / reinterpret({p8:Int64}, 'Float64')) AS INTEGER) WHEN "duration_ms" < 0 THEN -40000 - CAST(ceil(ln(abs("duration_ms")) / reinterpret({p9:Int64}, 'Float64')) AS INTEGER) END AS m2, "actor_id" AS m3
  FROM "events"
  WHERE "tenant_id" = {p10:String}
    AND ("timestamp" >= fromUnixTimestamp64Milli({p11:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p12:Int64}, 'UTC'))
    AND (("country" IN ({p13:String}, {p14:String})) AND ("status_code" > {p15:Int64}) IS NOT TRUE AND (position(nullIf(properties[{p16:String}], ''), {p17:String}) > 0))
) AS r
GROUP BY bucket_no, d1, d2
ORDER BY m1 DESC NULLS LAST, d2 NULLS LAST, bucket_no, d1 NULLS LAST, d2 NULLS LAST
LIMIT {p18:Int64}
-- p1 1774821600000
-- p2 1774479600000
-- p3 86400000
-- p4 1774821600000
-- p5 86400000
-- p6 it's "quoted"
-- p7 4472406533629990549
-- p8 4581422021096572285
-- p9 4581422021096572285
-- p10 acme
-- p11 1774479600000
-- p12 1774994400000
-- p13 US
-- p14 DE
-- p15 499
-- p16 plan
-- p17 pro
-- p18 100
