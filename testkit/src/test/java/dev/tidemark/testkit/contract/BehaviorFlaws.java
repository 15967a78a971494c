package dev.tidemark.testkit.contract;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mistakes of reading what actors do. */
enum BehaviorFlaws implements Flaw {
    IDS_ARE_COMPARED_WITH_THEIR_SIGN {
        @Override
        public List<Event> seenOfBehavior(List<Event> stored) {
            return stored.stream()
                    .map(event -> with(
                            event,
                            Field.EVENT_ID,
                            new UUID(
                                    event.id().getMostSignificantBits() ^ Long.MIN_VALUE,
                                    event.id().getLeastSignificantBits())))
                    .toList();
        }
    },
    SESSION_IDS_ARE_NOT_LOOKED_AT {
        @Override
        public List<Event> seenOfBehavior(List<Event> stored) {
            return stored.stream()
                    .map(event -> with(event, Field.SESSION_ID, Optional.empty()))
                    .toList();
        }
    },
    SESSIONS_END_A_MILLISECOND_LATE {
        @Override
        public List<Event> seenOfBehavior(List<Event> stored) {
            return stored.stream()
                    .map(event -> with(
                            event,
                            Field.TIMESTAMP,
                            event.timestamp().toEpochMilli() % 2 == 1
                                    ? event.timestamp().minusMillis(1)
                                    : event.timestamp()))
                    .toList();
        }
    },
    THE_END_OF_A_WINDOW_IS_EXCLUDED {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return query.window().compareTo(Duration.ofMillis(1)) > 0
                    ? with(query, query.mode(), query.window().minusMillis(1), query.steps())
                    : query;
        }
    },
    STRICT_IS_MERELY_ORDERED {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return query.mode() == FunnelQuery.Mode.STRICT
                    ? with(query, FunnelQuery.Mode.ORDERED, query.window(), query.steps())
                    : query;
        }
    },
    ORDER_OF_STEPS_IS_NOT_LOOKED_AT {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return query.mode() == FunnelQuery.Mode.ORDERED
                    ? with(query, FunnelQuery.Mode.ANY, query.window(), query.steps())
                    : query;
        }
    },
    STEPS_ARE_REVERSED {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return with(query, query.mode(), query.window(), query.steps().reversed());
        }
    },
    BREAKDOWN_IS_FORGOTTEN {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return new FunnelQuery(
                    query.tenant(),
                    query.range(),
                    query.filter(),
                    query.steps(),
                    query.mode(),
                    query.window(),
                    Optional.empty());
        }
    },
    EVERY_START_MAKES_A_COHORT {
        @Override
        public CohortQuery asked(CohortQuery query) {
            return new CohortQuery(
                    query.tenant(), query.buckets(), query.start(), query.returning(), CohortQuery.Membership.EVERY);
        }
    },
    EVERYTHING_IS_A_RETURN {
        @Override
        public CohortQuery asked(CohortQuery query) {
            return new CohortQuery(query.tenant(), query.buckets(), query.start(), Filter.ALL, query.membership());
        }
    },
    WINDOWS_ARE_A_BUCKET_TOO_WIDE {
        @Override
        public RollingQuery asked(RollingQuery query) {
            return new RollingQuery(
                    query.tenant(),
                    query.buckets(),
                    query.lead(),
                    query.widths().stream().map(width -> width + 1).toList(),
                    query.counted(),
                    query.filter());
        }
    },
    FILTER_OF_SESSIONS_IS_FORGOTTEN {
        @Override
        public SessionQuery asked(SessionQuery query) {
            return new SessionQuery(query.tenant(), query.buckets(), Filter.ALL, query.dimensions(), query.limit());
        }
    },
    PATHS_ARE_A_VALUE_SHORT {
        @Override
        public PathQuery asked(PathQuery query) {
            return new PathQuery(
                    query.tenant(),
                    query.range(),
                    query.filter(),
                    query.attribute(),
                    Math.max(1, query.depth() - 1),
                    query.limit());
        }
    },
    LATEST_VALUES_ARE_OF_WHOEVER {
        @Override
        public LatestQuery asked(LatestQuery query) {
            return new LatestQuery(
                    query.tenant(), query.range(), Filter.ALL, query.subject(), query.values(), query.limit());
        }
    },
    TENANTS_ARE_MIXED {
        @Override
        public FunnelQuery asked(FunnelQuery query) {
            return query;
        }

        @Override
        public List<Event> seenOfBehavior(List<Event> stored) {
            return stored.isEmpty()
                    ? stored
                    : stored.stream()
                            .map(event ->
                                    ReadFlaws.copy(event, stored.getLast().tenant(), event.timestamp(), text -> text))
                            .toList();
        }
    };

    private static Event with(Event event, Field changed, Object value) {
        Event.Builder builder = Event.builder(event.tenant());
        for (Field field : Field.values()) {
            Object kept = event.value(field);
            if (field != Field.ACTOR_ID && field != changed && kept != null) {
                builder.set(field, kept);
            }
        }
        event.properties().forEach(builder::property);
        return value.equals(Optional.empty())
                ? builder.build()
                : builder.set(changed, value).build();
    }

    private static FunnelQuery with(FunnelQuery query, FunnelQuery.Mode mode, Duration window, List<Filter> steps) {
        return new FunnelQuery(query.tenant(), query.range(), query.filter(), steps, mode, window, query.breakdown());
    }
}
