CREATE OR REPLACE VIEW hourly_metrics AS
SELECT
    tenant_id,
    app_id AS project_id,
    time_bucket(interval '1 hour', "timestamp") AS hour,
    count(*) AS events,
    count(DISTINCT actor_id) AS unique_users,
    nullif(count(DISTINCT session_id), 0) AS sessions
FROM events
GROUP BY 1, 2, 3
