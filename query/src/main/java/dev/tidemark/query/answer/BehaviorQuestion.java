package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import java.time.Duration;
import java.util.List;

/** A checked question about what actors do one thing after another, and how its answer is shown. */
public sealed interface BehaviorQuestion {

    /** The time that is asked about, as the answer shows it. */
    Period period();

    /** How long it may take. */
    Duration timeout();

    /**
     * How far actors come.
     *
     * @param names of the steps
     * @param limit the most values of the breakdown, those with the most actors first
     */
    record Funnel(FunnelQuery query, List<String> names, int limit, Period period, Duration timeout)
            implements BehaviorQuestion {
        public Funnel {
            names = List.copyOf(names);
            if (names.size() != query.steps().size()) {
                throw new IllegalArgumentException(
                        names.size() + " names for " + query.steps().size() + " steps, expected one each");
            }
        }
    }

    /** Who comes back, all cohorts. */
    record Cohorts(CohortQuery query, Period period, Duration timeout) implements BehaviorQuestion {}

    /** Of those who were there in the first bucket, who was there in the last. */
    record Retention(CohortQuery query, Period period, Duration timeout) implements BehaviorQuestion {}

    /** The ways that sessions begin. */
    record Paths(PathQuery query, Period period, Duration timeout) implements BehaviorQuestion {}

    /**
     * Numbers of sessions.
     *
     * @param query reads one row more than the server sorts
     * @param limit the most rows of the answer
     */
    record Sessions(SessionQuery query, int limit, Period period, Duration timeout) implements BehaviorQuestion {}

    /** Daily, weekly and monthly active actors of every day. */
    record Stickiness(RollingQuery query, Period period, Duration timeout) implements BehaviorQuestion {}

    /** Where subjects stand. */
    record Latest(LatestQuery query, Period period, Duration timeout) implements BehaviorQuestion {}
}
