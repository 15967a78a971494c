SELECT bucket_no, d1, m1, m2
FROM (
SELECT bucket_no, d1, sum(m1) AS m1, coalesce(sum(m2), 0) AS m2
FROM (
  SELECT ((epoch_ms("bucket") - ?) // ?) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM "revenue_1h"
  WHERE "tenant_id" = ?
    AND ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS) AND (("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS) OR ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS) OR ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS))
  UNION ALL
  SELECT ((epoch_ms("bucket") - ?) // ?) AS bucket_no, "currency" AS d1, "amount_sum" AS m1, "events" AS m2
  FROM "revenue_1d"
  WHERE "tenant_id" = ?
    AND ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS) AND (("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS) OR ("bucket" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "bucket" < make_timestamp_ms(?)::TIMESTAMP_MS))
) AS p
GROUP BY bucket_no, d1
) AS r
ORDER BY bucket_no, d1 NULLS LAST
LIMIT ?
-- ? 1774479600000
-- ? 342000000
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? 1774479600000
-- ? 1774483200000
-- ? 1774742400000
-- ? 1774828800000
-- ? 1774915200000
-- ? 1774994400000
-- ? 1774479600000
-- ? 342000000
-- ? acme
-- ? 1774483200000
-- ? 1774915200000
-- ? 1774483200000
-- ? 1774742400000
-- ? 1774828800000
-- ? 1774915200000
-- ? 1000
