SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, sum(m1) AS m1, coalesce(sum(m2), 0) AS m2
FROM (
  SELECT intDiv((toUnixTimestamp64Milli("bucket") - {p1:Int64}), {p2:Int64}) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM "revenue_1h"
  WHERE "tenant_id" = {p3:String}
    AND ("bucket" >= fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')) AND (("bucket" >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')) OR ("bucket" >= fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p9:Int64}, 'UTC')) OR ("bucket" >= fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p11:Int64}, 'UTC')))
  UNION ALL
  SELECT intDiv((toUnixTimestamp64Milli("bucket") - {p12:Int64}), {p13:Int64}) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM "revenue_1d"
  WHERE "tenant_id" = {p14:String}
    AND ("bucket" >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')) AND (("bucket" >= fromUnixTimestamp64Milli({p17:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p18:Int64}, 'UTC')) OR ("bucket" >= fromUnixTimestamp64Milli({p19:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p20:Int64}, 'UTC')))
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT {p21:Int64}
-- p1 1774479600000
-- p2 342000000
-- p3 acme
-- p4 1774479600000
-- p5 1774994400000
-- p6 1774479600000
-- p7 1774483200000
-- p8 1774742400000
-- p9 1774828800000
-- p10 1774915200000
-- p11 1774994400000
-- p12 1774479600000
-- p13 342000000
-- p14 acme
-- p15 1774483200000
-- p16 1774915200000
-- p17 1774483200000
-- p18 1774742400000
-- p19 1774828800000
-- p20 1774915200000
-- p21 1000
