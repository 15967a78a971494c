package dev.tidemark.testkit;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.behavior.EventOrder;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of a session, in their order; at least one. */
record ReferenceSession(List<Event> events) {

    static List<ReferenceSession> of(List<Event> events) {
        List<ReferenceSession> sessions = new ArrayList<>();
        events.stream()
                .filter(event -> event.value(Field.SESSION_ID) != null)
                .collect(groupingBy(event -> Objects.requireNonNull(event.value(Field.SESSION_ID))))
                .values()
                .forEach(own -> sessions.add(new ReferenceSession(sorted(own))));
        events.stream()
                .filter(event -> event.value(Field.SESSION_ID) == null && event.value(Field.ACTOR_ID) != null)
                .collect(groupingBy(event -> Objects.requireNonNull(event.value(Field.ACTOR_ID))))
                .values()
                .forEach(own -> sessions.addAll(derived(sorted(own))));
        return sessions;
    }

    private static List<ReferenceSession> derived(List<Event> events) {
        List<List<Event>> parts = new ArrayList<>();
        for (Event event : events) {
            if (parts.isEmpty() || isApart(parts.getLast().getLast(), event)) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(event);
        }
        return parts.stream().map(ReferenceSession::new).toList();
    }

    private static boolean isApart(Event event, Event next) {
        return Duration.between(event.timestamp(), next.timestamp()).compareTo(SessionQuery.GAP) >= 0;
    }

    private static List<Event> sorted(List<Event> events) {
        return events.stream().sorted(EventOrder.EARLIEST_FIRST).toList();
    }

    Instant start() {
        return events.getFirst().timestamp();
    }

    Duration duration() {
        return Duration.between(start(), events.getLast().timestamp());
    }

    List<String> path(Attribute attribute, int depth) {
        List<String> path = new ArrayList<>();
        for (Event event : events) {
            if (attribute.valueIn(event) instanceof String value
                    && (path.isEmpty() || !path.getLast().equals(value))) {
                path.add(value);
            }
        }
        return path.stream().limit(depth).toList();
    }

    private @Nullable Object value(SessionDimension dimension) {
        return switch (dimension) {
            case SessionDimension.Entry() -> contents().findFirst().orElse(null);
            case SessionDimension.Exit() ->
                contents().reduce((first, second) -> second).orElse(null);
            case SessionDimension.First(var attribute) -> attribute.valueIn(events.getFirst());
        };
    }

    private Stream<String> contents() {
        return events.stream()
                .map(event -> event.value(Field.SCREEN_NAME) != null
                        ? event.value(Field.SCREEN_NAME)
                        : event.value(Field.PAGE_URL))
                .filter(Objects::nonNull)
                .map(String.class::cast);
    }

    static SessionRow row(Group group, List<ReferenceSession> sessions) {
        TreeMap<Integer, Long> bins = new TreeMap<>();
        sessions.forEach(session ->
                bins.merge(LogarithmicBins.of((double) session.duration().toMillis()), 1L, Long::sum));
        return new SessionRow(
                group.bucket,
                group.dimensions,
                sessions.size(),
                sessions.stream().filter(session -> session.events.size() == 1).count(),
                sessions.stream().mapToLong(session -> session.events.size()).sum(),
                sessions.stream()
                        .map(session -> BigInteger.valueOf(session.duration().toMillis()))
                        .reduce(BigInteger.ZERO, BigInteger::add),
                new Histogram(bins));
    }

    /** What sessions are counted by. */
    record Group(int bucket, List<@Nullable Object> dimensions) {

        static Group of(ReferenceSession session, SessionQuery query) {
            return new Group(
                    query.buckets().indexOf(session.start()),
                    query.dimensions().stream()
                            .<@Nullable Object>map(session::value)
                            .toList());
        }
    }
}
