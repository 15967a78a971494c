SELECT event_id_high, event_id_low, "event_type", "event_name", epoch_ms("timestamp"), epoch_ms("received_at"), "org_id", "app_id", "user_id", "anonymous_id", "device_id", "session_id", "platform", "os", "os_version", "device_model", "device_manufacturer", "browser", "app_version", "locale", "country", "region", "city", "screen_name", "page_url", "referrer", "method", "endpoint", "status_code", "current_version", "target_version", "error_code", "error_message", "connection_type", "product_id", "currency", "duration_ms", "speed_mbps", "amount", "quantity", "bytes", array_to_string(map_keys(properties), chr(0)), array_to_string(map_values(properties), chr(0))
FROM "events"
WHERE "tenant_id" = ?
  AND ("timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS)
  AND ("timestamp" > make_timestamp_ms(?)::TIMESTAMP_MS OR ("timestamp" = make_timestamp_ms(?)::TIMESTAMP_MS AND (xor(event_id_high, (-9223372036854775808)::BIGINT) > ? OR (xor(event_id_high, (-9223372036854775808)::BIGINT) = ? AND xor(event_id_low, (-9223372036854775808)::BIGINT) > ?))))
  AND "received_at" >= make_timestamp_ms(?)::TIMESTAMP_MS
ORDER BY "timestamp", xor(event_id_high, (-9223372036854775808)::BIGINT), xor(event_id_low, (-9223372036854775808)::BIGINT)
LIMIT ?
-- ? acme
-- ? 1774479600000
-- ? 1774994400000
-- ? 1774519200001
-- ? 1774519200001
-- ? -8390756607442334884
-- ? -8390756607442334884
-- ? 2041836157370824619
-- ? 1772323200000
-- ? 1000
