CREATE OR REPLACE VIEW daily_country_metrics AS
SELECT
    tenant_id,
    app_id AS project_id,
    time_bucket(interval '1 day', "timestamp") AS day,
    country,
    count(*) AS events,
    count(DISTINCT actor_id) AS users,
    nullif(count(DISTINCT session_id), 0) AS sessions
FROM events
GROUP BY 1, 2, 3, 4
