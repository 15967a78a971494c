SELECT ('x' || replace(substr(event_id::text, 1, 18), '-', ''))::bit(64)::bigint, ('x' || replace(substr(event_id::text, 20), '-', ''))::bit(64)::bigint, "event_type", "event_name", (date_part('epoch', "timestamp") * 1000)::bigint, (date_part('epoch', "received_at") * 1000)::bigint, "org_id", "app_id", "user_id", "anonymous_id", "device_id", "session_id", "platform", "os", "os_version", "device_model", "device_manufacturer", "browser", "app_version", "locale", "country", "region", "city", "screen_name", "page_url", "referrer", "method", "endpoint", "status_code", "current_version", "target_version", "error_code", "error_message", "connection_type", "product_id", "currency", "duration_ms", "speed_mbps", "amount", "quantity", "bytes", ARRAY(SELECT p.key FROM jsonb_each_text(properties) AS p), ARRAY(SELECT p.value FROM jsonb_each_text(properties) AS p)
FROM "events"
WHERE "tenant_id" = ?
  AND ("timestamp" >= ? AND "timestamp" < ?)
  AND ("timestamp" > ? OR ("timestamp" = ? AND event_id > ?))
ORDER BY "timestamp", event_id
LIMIT ?
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? 2026-03-25T23:00Z
-- ? 2026-03-25T23:00Z
-- ? 00000000-0000-0001-0000-000000000002
-- ? 1000
