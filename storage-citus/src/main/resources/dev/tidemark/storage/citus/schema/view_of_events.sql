CREATE VIEW rollup_events_:name AS
SELECT
    CASE WHEN e.tenant_id ~ '^[0-9]{1,18}$' THEN e.tenant_id::bigint END AS customer_id,
    e.tenant_id, e.app_id, e.event_type, e.platform, e.country, e.browser,
    date_bin(interval ':width', e."timestamp", timestamptz 'epoch') AS :bucket,
    count(*) AS event_count,
    array_agg(DISTINCT e.device_id) AS device_distinct_count,
    array_agg(DISTINCT e.session_id) AS session_distinct_count,
    array_agg(DISTINCT e.actor_id) AS actor_distinct_count,
    tidemark_counts(array_agg(e.device_id)) AS top_devices_1000
FROM events AS e
GROUP BY e.tenant_id, e.app_id, e.event_type, e.platform, e.country, e.browser, date_bin(interval ':width', e."timestamp", timestamptz 'epoch')
