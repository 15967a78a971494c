SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", count(*), sum("amount_sum"), count("amount_count"), sum(toInt128("quantity_sum")), count("quantity_count")
FROM (
  SELECT "tenant_id", fromUnixTimestamp64Milli(intDiv(toUnixTimestamp64Milli("timestamp"), 3600000) * 3600000, 'UTC') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count"
  FROM events
  WHERE ("timestamp" >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'))
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
-- p1 1774479600000
-- p2 1774994400000
