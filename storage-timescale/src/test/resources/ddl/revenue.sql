CREATE MATERIALIZED VIEW "revenue_1h"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '60 minutes', "timestamp") AS bucket,
    "app_id" AS "app_id",
    "org_id" AS "org_id",
    "product_id" AS "product_id",
    "currency" AS "currency",
    count(*) AS "events",
    sum("amount") AS "amount_sum",
    count("amount") AS "amount_count",
    sum("quantity") AS "quantity_sum",
    count("quantity") AS "quantity_count"
FROM events
WHERE TRUE
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "revenue_1h" (tenant_id, bucket);

CREATE MATERIALIZED VIEW "revenue_1d"
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS
SELECT "tenant_id",
    time_bucket(interval '1440 minutes', bucket) AS bucket,
    "app_id" AS "app_id",
    "org_id" AS "org_id",
    "product_id" AS "product_id",
    "currency" AS "currency",
    coalesce(sum("events"), 0) AS "events",
    sum("amount_sum") AS "amount_sum",
    coalesce(sum("amount_count"), 0) AS "amount_count",
    sum("quantity_sum") AS "quantity_sum",
    coalesce(sum("quantity_count"), 0) AS "quantity_count"
FROM "revenue_1h"
GROUP BY 1, 2, 3, 4, 5, 6
WITH NO DATA;

CREATE INDEX ON "revenue_1d" (tenant_id, bucket)
