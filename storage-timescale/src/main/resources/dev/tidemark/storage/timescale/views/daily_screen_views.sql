CREATE OR REPLACE VIEW daily_screen_views AS
SELECT
    tenant_id,
    app_id AS project_id,
    time_bucket(interval '1 day', "timestamp") AS day,
    screen_name,
    count(*) AS views,
    count(DISTINCT actor_id) AS unique_viewers,
    avg(duration_ms) AS avg_duration_ms
FROM events
WHERE event_type = 'screen_view'
GROUP BY 1, 2, 3, 4
