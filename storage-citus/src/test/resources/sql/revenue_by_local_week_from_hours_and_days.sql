SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, sum(m1) AS m1, coalesce(sum(m2), 0) AS m2
FROM (
  SELECT (((date_part('epoch', "bucket") * 1000)::bigint - ?) / ?) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM (SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count" FROM "revenue_1h" WHERE tenant_id = ?
  UNION ALL
  SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", count(*), sum("amount_sum"), count("amount_count"), sum("quantity_sum"), count("quantity_count")
FROM (
  SELECT "tenant_id", (timestamptz 'epoch' + (((date_part('epoch', "timestamp") * 1000)::bigint / 3600000) * 3600000) * interval '1 millisecond') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count"
  FROM (SELECT * FROM events WHERE tenant_id = ?
    AND batch > (SELECT coalesce(max(w.batch), 0) FROM rollup_watermarks AS w WHERE w.tenant_id = ? AND w.tables_name = ?)
    AND batch <= (SELECT 9223372036854775807)) AS tail
  WHERE ("timestamp" >= ? AND "timestamp" < ?)
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
  ) AS kept
  WHERE "tenant_id" = ?
    AND ("bucket" >= ? AND "bucket" < ?) AND (("bucket" >= ? AND "bucket" < ?) OR ("bucket" >= ? AND "bucket" < ?) OR ("bucket" >= ? AND "bucket" < ?))
  UNION ALL
  SELECT (((date_part('epoch', "bucket") * 1000)::bigint - ?) / ?) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM (SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", "events", "amount_sum", "amount_count", "quantity_sum", "quantity_count" FROM "revenue_1d" WHERE tenant_id = ?
  UNION ALL
  SELECT "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency", count(*), sum("amount_sum"), count("amount_count"), sum("quantity_sum"), count("quantity_count")
FROM (
  SELECT "tenant_id", (timestamptz 'epoch' + (((date_part('epoch', "timestamp") * 1000)::bigint / 86400000) * 86400000) * interval '1 millisecond') AS bucket, "app_id" AS "app_id", "org_id" AS "org_id", "product_id" AS "product_id", "currency" AS "currency", "amount" AS "amount_sum", "amount" AS "amount_count", "quantity" AS "quantity_sum", "quantity" AS "quantity_count"
  FROM (SELECT * FROM events WHERE tenant_id = ?
    AND batch > (SELECT coalesce(max(w.batch), 0) FROM rollup_watermarks AS w WHERE w.tenant_id = ? AND w.tables_name = ?)
    AND batch <= (SELECT 9223372036854775807)) AS tail
  WHERE ("timestamp" >= ? AND "timestamp" < ?)
    AND TRUE
) AS r
GROUP BY "tenant_id", "bucket", "app_id", "org_id", "product_id", "currency"
  ) AS kept
  WHERE "tenant_id" = ?
    AND ("bucket" >= ? AND "bucket" < ?) AND (("bucket" >= ? AND "bucket" < ?) OR ("bucket" >= ? AND "bucket" < ?))
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? 1774479600000
-- ? 342000000
-- ? acme
-- ? acme
-- ? acme
-- ? revenue
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? 2026-03-25T23:00Z
-- ? 2026-03-26T00:00Z
-- ? 2026-03-29T00:00Z
-- ? 2026-03-30T00:00Z
-- ? 2026-03-31T00:00Z
-- ? 2026-03-31T22:00Z
-- ? 1774479600000
-- ? 342000000
-- ? acme
-- ? acme
-- ? acme
-- ? revenue
-- ? 2026-03-26T00:00Z
-- ? 2026-03-31T00:00Z
-- ? acme
-- ? 2026-03-26T00:00Z
-- ? 2026-03-31T00:00Z
-- ? 2026-03-26T00:00Z
-- ? 2026-03-29T00:00Z
-- ? 2026-03-30T00:00Z
-- ? 2026-03-31T00:00Z
-- ? 1000
