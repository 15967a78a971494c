SELECT (date_part('epoch', "timestamp") * 1000)::bigint AS t, ('x' || replace(substr(event_id::text, 1, 18), '-', ''))::bit(64)::bigint AS h, ('x' || replace(substr(event_id::text, 20), '-', ''))::bit(64)::bigint AS l
FROM "events"
WHERE "tenant_id" = ?
  AND ("timestamp" >= ? AND "timestamp" < ?)
  AND ("timestamp" > ? OR ("timestamp" = ? AND event_id > ?))
ORDER BY "timestamp", event_id
LIMIT 1 OFFSET ?
-- ? acme
-- ? 2026-03-25T23:00Z
-- ? 2026-03-31T22:00Z
-- ? 2026-03-25T23:00Z
-- ? 2026-03-25T23:00Z
-- ? 00000000-0000-0001-0000-000000000002
-- ? 999
