SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", coalesce(sum("events"), 0) AS "events", sum("amount_sum") AS "amount_sum", coalesce(sum("amount_count"), 0) AS "amount_count", sum("quantity_sum") AS "quantity_sum", coalesce(sum("quantity_count"), 0) AS "quantity_count"
FROM (
  SELECT * FROM "revenue_1h" WHERE ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS)
) AS p
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
-- ? 1774479600000
-- ? 1774994400000
