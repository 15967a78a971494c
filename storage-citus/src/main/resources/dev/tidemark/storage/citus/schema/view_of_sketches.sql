CREATE VIEW rollup_events_:name AS
SELECT
    CASE WHEN k.tenant_id ~ '^[0-9]{1,18}$' THEN k.tenant_id::bigint END AS customer_id,
    k.tenant_id, k.app_id, k.event_type, k.platform, k.country, k.browser,
    k.bucket AS :bucket,
    k.events AS event_count,
    k.device_sketch AS device_distinct_count,
    k.session_sketch AS session_distinct_count,
    k.actor_sketch AS actor_distinct_count,
    k.top_devices AS top_devices_1000
FROM :table AS k
UNION ALL
SELECT
    CASE WHEN e.tenant_id ~ '^[0-9]{1,18}$' THEN e.tenant_id::bigint END AS customer_id,
    e.tenant_id, e.app_id, e.event_type, e.platform, e.country, e.browser,
    date_bin(interval ':width', e."timestamp", timestamptz 'epoch'),
    count(*),
    hll_add_agg(hll_hash_text(e.device_id)),
    hll_add_agg(hll_hash_text(e.session_id)),
    hll_add_agg(hll_hash_text(e.actor_id)),
    topn_add_agg(e.device_id)
FROM rollup_watermarks AS w
    JOIN events AS e ON e.tenant_id = w.tenant_id AND e.batch > w.batch AND e.batch <= (SELECT 9223372036854775807)
WHERE w.tables_name = ':activity'
GROUP BY e.tenant_id, e.app_id, e.event_type, e.platform, e.country, e.browser, date_bin(interval ':width', e."timestamp", timestamptz 'epoch')
