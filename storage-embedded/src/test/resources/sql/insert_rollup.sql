INSERT INTO "revenue_1h" ("tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count")
SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count"
FROM batch_of_revenue_1h()
