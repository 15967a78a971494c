SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, coalesce(sum(m1), 0) AS m1, count(DISTINCT m2) AS m2
FROM (
  SELECT bucket_no, d1, count(*) AS m1, m2 FROM (
  SELECT 0 AS bucket_no, "platform" AS d1, "actor_id" AS m2
  FROM "events"
  WHERE "tenant_id" = {p1:String}
    AND ("timestamp" >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')) AND (("timestamp" >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) OR ("timestamp" >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')))
  ) AS e GROUP BY bucket_no, d1, m2
  UNION ALL
  SELECT 0 AS bucket_no, "platform" AS d1, "events" AS m1, "actor_id" AS m2
  FROM "actor_days_1d"
  WHERE "tenant_id" = {p8:String}
    AND ("bucket" >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p10:Int64}, 'UTC'))
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT {p11:Int64}
-- p1 acme
-- p2 1774479600000
-- p3 1774994400000
-- p4 1774479600000
-- p5 1774483200000
-- p6 1774915200000
-- p7 1774994400000
-- p8 acme
-- p9 1774483200000
-- p10 1774915200000
-- p11 1000
