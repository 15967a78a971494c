-- Of those who were active on a day of UTC, how many were active so many days later.
CREATE OR REPLACE FUNCTION get_retention_rate(project uuid, cohort_date date, days_later integer)
RETURNS TABLE (tenant_id text, cohort_users bigint, retained_users bigint, retention_rate numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT cohort.tenant_id, count(*), count(later.actor_id), round(100.0 * count(later.actor_id) / count(*), 2)
    FROM (
        SELECT DISTINCT e.tenant_id, e.actor_id
        FROM events AS e
        WHERE e.app_id = project::text AND e.actor_id IS NOT NULL
            AND e."timestamp" >= cohort_date::timestamp AT TIME ZONE 'UTC'
            AND e."timestamp" < (cohort_date + 1)::timestamp AT TIME ZONE 'UTC'
    ) AS cohort
    LEFT JOIN (
        SELECT DISTINCT e.tenant_id, e.actor_id
        FROM events AS e
        WHERE e.app_id = project::text
            AND e."timestamp" >= (cohort_date + days_later)::timestamp AT TIME ZONE 'UTC'
            AND e."timestamp" < (cohort_date + days_later + 1)::timestamp AT TIME ZONE 'UTC'
    ) AS later ON later.tenant_id = cohort.tenant_id AND later.actor_id = cohort.actor_id
    GROUP BY cohort.tenant_id
    ORDER BY cohort.tenant_id;
END
