package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events with the session that they are of, as common table expressions of which {@value #SESSIONS} is the last. A session is what {@value #KEY} says: whether
 * its id was given, that id or the actor, and a number among the actor's sessions.
 */
final class SessionRows {

    static final String SESSIONS = "in_sessions";
    static final String KEY = "given, subject, session_no";

    private SessionRows() {}

    /**
     * @param horizon the range whose events are looked at
     * @param values further columns by name, in order
     */
    static List<Fragment> of(
            TenantId tenant,
            TimeRange horizon,
            Filter filter,
            Map<String, Fragment> values,
            String events,
            Dialect dialect) {
        EventRows rows = new EventRows(dialect, events, tenant);
        Fragment session = rows.of(Field.SESSION_ID);
        Fragment actor = rows.of(Field.ACTOR_ID);
        Fragment given = rows.select(
                with(values, Fragment.of("1 AS given"), session.as("subject"), Fragment.of("0 AS session_no")),
                horizon,
                filter,
                Fragment.of("{} IS NOT NULL", session));
        Fragment derived = rows.select(
                with(values, Fragment.of("0 AS given"), actor.as("subject")),
                horizon,
                filter,
                Fragment.of("{} IS NULL", session),
                Fragment.of("{} IS NOT NULL", actor));
        String window = " OVER (PARTITION BY subject ORDER BY " + EventRows.ORDER;
        return List.of(
                Fragment.of("with_session AS (\n  {}\n)", given),
                Fragment.of("without_session AS (\n  {}\n)", derived),
                Fragment.of(
                        "with_gaps AS (\n  SELECT *, CASE WHEN t - lag(t)" + window
                                + ") >= {} THEN 1 ELSE 0 END AS gap FROM without_session\n)",
                        Fragment.value(SessionQuery.GAP.toMillis())),
                Fragment.of("divided AS (\n  SELECT *, sum(gap)" + window
                        + " ROWS UNBOUNDED PRECEDING) AS session_no FROM with_gaps\n)"),
                Fragment.of(SESSIONS + " AS (\n  SELECT " + names(values) + " FROM with_session\n  UNION ALL\n  SELECT "
                        + names(values) + " FROM divided\n)"));
    }

    private static List<Fragment> with(Map<String, Fragment> values, Fragment... keys) {
        List<Fragment> all = new ArrayList<>(List.of(keys));
        values.forEach((name, value) -> all.add(value.as(name)));
        return all;
    }

    private static String names(Map<String, Fragment> values) {
        StringBuilder names = new StringBuilder(EventRows.ORDER + ", " + KEY);
        values.keySet().forEach(name -> names.append(", ").append(name));
        return names.toString();
    }
}
