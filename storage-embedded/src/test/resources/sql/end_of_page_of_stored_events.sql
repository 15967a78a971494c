SELECT epoch_ms("timestamp") AS t, event_id_high AS h, event_id_low AS l
FROM "events"
WHERE "tenant_id" = ?
  AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
  AND ("timestamp" > make_timestamp_ms(?)::TIMESTAMP_MS OR ("timestamp" = make_timestamp_ms(?)::TIMESTAMP_MS AND (xor(event_id_high, (-9223372036854775808)::BIGINT) > ? OR (xor(event_id_high, (-9223372036854775808)::BIGINT) = ? AND xor(event_id_low, (-9223372036854775808)::BIGINT) > ?))))
  AND "received_at" >= make_timestamp_ms(?)::TIMESTAMP_MS
ORDER BY "timestamp", xor(event_id_high, (-9223372036854775808)::BIGINT), xor(event_id_low, (-9223372036854775808)::BIGINT)
LIMIT 1 OFFSET ?
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? 1774519200001
-- ? 1774519200001
-- ? -8390756607442334884
-- ? -8390756607442334884
-- ? 2041836157370824619
-- ? 1772323200000
-- ? 999
