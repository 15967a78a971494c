package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.event.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that a funnel looks at, as one statement. Its rows are a number for the actor, milliseconds since 1970, the steps that the event matches (bit 0 is the
 * first step) and the value of the breakdown, all of an actor one after the other and in the order of events, in the mode of any order the last first;
 * {@link FunnelCount} makes the answer of them. Steps in SQL would need a sort of all events for each.
 *
 * <p>Actors are numbered because millions of texts take longer to hand over than everything else together.
 */
public final class FunnelStatement {

    private FunnelStatement() {}

    /** @throws IllegalArgumentException if a filter is nested too deep */
    public static Fragment of(FunnelQuery query, String events, Dialect dialect) {
        EventRows rows = new EventRows(dialect, events, query.tenant());
        List<Fragment> conditions = query.steps().stream().map(rows::condition).toList();
        List<Fragment> matched = new ArrayList<>();
        for (int step = 0; step < conditions.size(); step++) {
            matched.add(Fragment.of("CASE WHEN {} THEN " + (1L << step) + " ELSE 0 END", conditions.get(step)));
        }
        List<Fragment> selected = List.of(
                rows.of(Field.ACTOR_ID).as("a"),
                Fragment.join(" + ", matched).as("matched"),
                query.breakdown().map(rows::of).orElse(Fragment.of("NULL")).as("b"));
        Fragment actor = Fragment.of("{} IS NOT NULL", rows.of(Field.ACTOR_ID));
        Fragment anyStep = Fragment.of("({})", Fragment.join(" OR ", conditions));
        String order = query.mode() == FunnelQuery.Mode.ANY ? EventRows.LAST_FIRST : EventRows.ORDER;
        return Fragment.of(
                """
                WITH seen AS (
                  {}
                ),
                numbered AS (
                  SELECT a, row_number() OVER () AS actor_no FROM (SELECT DISTINCT a FROM seen) AS d
                )
                SELECT n.actor_no, s.t, s.matched, s.b
                FROM seen AS s JOIN numbered AS n ON n.a = s.a
                ORDER BY n.actor_no, {}""", rows.select(selected, query.range(), query.filter(), actor, anyStep), Fragment.of(order));
    }
}
