SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", coalesce(sum("events"), 0), sum("amount_sum"), coalesce(sum("amount_count"), 0), sum("quantity_sum"), coalesce(sum("quantity_count"), 0)
FROM "revenue_1h"
WHERE ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS)
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
-- ? 1774479600000
-- ? 1774994400000
