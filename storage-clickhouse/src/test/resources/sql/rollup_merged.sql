SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", coalesce(sum("events"), 0) AS "events", sum("amount_sum") AS "amount_sum", coalesce(sum("amount_count"), 0) AS "amount_count", sum(toInt128("quantity_sum")) AS "quantity_sum", coalesce(sum("quantity_count"), 0) AS "quantity_count"
FROM (
  SELECT * FROM "revenue_1h" WHERE ("bucket" >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND "bucket" < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'))
) AS p
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
-- p1 1774479600000
-- p2 1774994400000
