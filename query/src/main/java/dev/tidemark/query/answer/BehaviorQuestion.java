package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.List;

/** A checked question about what actors do one thing after another, and how its answer is shown. */
public sealed interface BehaviorQuestion {

    /** One that only the events themselves can answer, as no rollup keeps their order. */
    sealed interface OfEvents extends BehaviorQuestion {

        /** The time whose events are looked at: more than is asked about where an event may belong to a session that began earlier. */
        TimeRange lookedAt();
    }

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
            implements OfEvents {
        public Funnel {
            names = List.copyOf(names);
            if (names.size() != query.steps().size()) {
                throw new IllegalArgumentException(
                        names.size() + " names for " + query.steps().size() + " steps, expected one each");
            }
        }

        @Override
        public TimeRange lookedAt() {
            return query.range();
        }
    }

    /** Who comes back, all cohorts. */
    record Cohorts(CohortQuery query, Period period, Duration timeout) implements OfEvents {
        @Override
        public TimeRange lookedAt() {
            return query.buckets().range();
        }
    }

    /**
     * Of those who were there on a day, who was there on another.
     *
     * @param query whose first bucket is the one day, and the last the other
     * @param daysLater how many days lie between them
     */
    record Retention(CohortQuery query, int daysLater, Period period, Duration timeout) implements OfEvents {
        @Override
        public TimeRange lookedAt() {
            return query.buckets().range();
        }
    }

    /** The ways that sessions begin. */
    record Paths(PathQuery query, Period period, Duration timeout) implements OfEvents {
        @Override
        public TimeRange lookedAt() {
            return query.horizon();
        }
    }

    /**
     * Numbers of sessions.
     *
     * @param query reads one row more than the server sorts
     * @param limit the most rows of the answer
     */
    record Sessions(SessionQuery query, int limit, Period period, Duration timeout) implements OfEvents {
        @Override
        public TimeRange lookedAt() {
            return query.horizon();
        }
    }

    /** Daily, weekly and monthly active actors of every day. */
    record Stickiness(RollingQuery query, Period period, Duration timeout) implements BehaviorQuestion {}

    /** Where subjects stand. */
    record Latest(LatestQuery query, Period period, Duration timeout) implements OfEvents {
        @Override
        public TimeRange lookedAt() {
            return query.range();
        }
    }
}
