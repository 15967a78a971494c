SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", count(*), sum("amount_sum"), count("amount_count"), sum("quantity_sum"), count("quantity_count")
FROM (
  SELECT "tenant_id", make_timestamp_ms((epoch_ms("timestamp") // 3600000) * 3600000)::TIMESTAMP_MS AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count"
  FROM events
  WHERE ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
-- ? 1774479600000
-- ? 1774994400000
