SELECT coalesce(min(bucket_no), 0) AS bucket_no, count(*) AS m1
FROM (
  SELECT 0 AS bucket_no
  FROM "events"
  WHERE "tenant_id" = {p1:String}
    AND ("timestamp" >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p3:Int64}, 'UTC'))
) AS r
ORDER BY bucket_no
LIMIT {p4:Int64}
-- p1 acme
-- p2 1774479600000
-- p3 1774994400000
-- p4 1000
