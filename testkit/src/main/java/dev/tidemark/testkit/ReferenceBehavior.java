package dev.tidemark.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.EventOrder;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestCount;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathCount;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the queries about behavior mean, in words as near to theirs as Java allows; looks at every event for every question. */
final class ReferenceBehavior implements BehaviorReader {

    private final List<Event> events;

    ReferenceBehavior(List<Event> events) {
        this.events = events;
    }

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        List<Event> counted = matching(query.tenant(), query.buckets().range(), query.filter());
        List<RollingCount> counts = new ArrayList<>();
        for (int bucket = query.lead(); bucket < query.buckets().size(); bucket++) {
            List<Long> distinct = new ArrayList<>();
            for (int width : query.widths()) {
                int first = Math.max(0, bucket - width + 1);
                TimeRange window = new TimeRange(
                        query.buckets().get(first).range().from(),
                        query.buckets().get(bucket).range().to());
                distinct.add(counted.stream()
                        .filter(event -> window.contains(event.timestamp()))
                        .map(query.counted()::valueIn)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
            }
            counts.add(new RollingCount(bucket, distinct));
        }
        return counts;
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        List<CohortCount> counts = new ArrayList<>();
        Map<String, SortedSet<Integer>> started = bucketsByActor(query, query.start());
        Map<String, SortedSet<Integer>> returned = bucketsByActor(query, query.returning());
        for (int cohort = 0; cohort < query.buckets().size(); cohort++) {
            int from = cohort;
            Set<String> members = started.entrySet().stream()
                    .filter(actor -> query.membership() == CohortQuery.Membership.FIRST
                            ? actor.getValue().first() == from
                            : actor.getValue().contains(from))
                    .map(Map.Entry::getKey)
                    .collect(toSet());
            addUnlessNone(counts, cohort, cohort, members.size());
            for (int bucket = cohort + 1; bucket < query.buckets().size(); bucket++) {
                int later = bucket;
                addUnlessNone(
                        counts,
                        cohort,
                        bucket,
                        members.stream()
                                .filter(actor -> returned.getOrDefault(actor, new TreeSet<>())
                                        .contains(later))
                                .count());
            }
        }
        return counts;
    }

    private static void addUnlessNone(List<CohortCount> counts, int cohort, int bucket, long actors) {
        if (actors > 0) {
            counts.add(new CohortCount(cohort, bucket, actors));
        }
    }

    private Map<String, SortedSet<Integer>> bucketsByActor(CohortQuery query, Filter filter) {
        Map<String, SortedSet<Integer>> buckets = new HashMap<>();
        for (Event event : matching(query.tenant(), query.buckets().range(), filter)) {
            if (event.value(Field.ACTOR_ID) instanceof String actor) {
                buckets.computeIfAbsent(actor, first -> new TreeSet<>())
                        .add(query.buckets().indexOf(event.timestamp()));
            }
        }
        return buckets;
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        Map<String, List<Event>> byActor = matching(query.tenant(), query.range(), query.filter()).stream()
                .filter(event -> event.value(Field.ACTOR_ID) != null)
                .collect(groupingBy(event -> (String) Objects.requireNonNull(event.value(Field.ACTOR_ID))));
        return ReferenceFunnel.groups(query, byActor.values());
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return ReferenceSession.of(matching(query.tenant(), query.horizon(), query.filter())).stream()
                .filter(session -> query.buckets().range().contains(session.start()))
                .collect(groupingBy(session -> ReferenceSession.Group.of(session, query)))
                .entrySet()
                .stream()
                .map(group -> ReferenceSession.row(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing(SessionRow::bucket)
                        .thenComparing(SessionRow::dimensions, RowOrder.VALUES_ASCENDING))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        Map<List<String>, Long> paths =
                ReferenceSession.of(matching(query.tenant(), query.horizon(), query.filter())).stream()
                        .filter(session -> query.range().contains(session.start()))
                        .map(session -> session.path(query.attribute(), query.depth()))
                        .filter(path -> !path.isEmpty())
                        .collect(groupingBy(path -> path, counting()));
        return paths.entrySet().stream()
                .map(path -> new PathCount(path.getKey(), path.getValue()))
                .sorted(Comparator.comparing(PathCount::sessions)
                        .reversed()
                        .thenComparing(PathCount::path, RowOrder.TEXTS_ASCENDING))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        Map<Object, List<Event>> bySubject = matching(query.tenant(), query.range(), query.filter()).stream()
                .filter(event -> query.subject().valueIn(event) != null)
                .collect(groupingBy(
                        event -> Objects.requireNonNull(query.subject().valueIn(event))));
        Map<List<@Nullable Object>, Long> counts = bySubject.values().stream()
                .map(own -> own.stream().max(EventOrder.EARLIEST_FIRST).orElseThrow())
                .collect(groupingBy(event -> values(event, query.values()), counting()));
        return counts.entrySet().stream()
                .map(count -> new LatestCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparing(LatestCount::subjects)
                        .reversed()
                        .thenComparing(LatestCount::values, RowOrder.VALUES_ASCENDING))
                .limit(query.limit())
                .toList();
    }

    private static List<@Nullable Object> values(Event event, List<Attribute> attributes) {
        return attributes.stream()
                .<@Nullable Object>map(attribute -> attribute.valueIn(event))
                .toList();
    }

    private List<Event> matching(TenantId tenant, TimeRange range, Filter filter) {
        Stream<Event> own = events.stream().filter(event -> event.tenant().equals(tenant));
        return own.filter(event -> range.contains(event.timestamp()))
                .filter(new FilterMatch(filter))
                .toList();
    }
}
