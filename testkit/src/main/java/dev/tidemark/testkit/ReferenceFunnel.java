package dev.tidemark.testkit;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.behavior.EventOrder;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The attempts of one actor, every one of them tried. */
final class ReferenceFunnel {

    private final FunnelQuery query;
    private final List<Predicate<Event>> steps;
    private final List<Event> events;

    private ReferenceFunnel(FunnelQuery query, List<Event> events) {
        this.query = query;
        this.steps =
                query.steps().stream().<Predicate<Event>>map(FilterMatch::new).toList();
        this.events = events.stream().sorted(EventOrder.EARLIEST_FIRST).toList();
    }

    static List<FunnelGroup> groups(FunnelQuery query, Collection<List<Event>> actors) {
        Map<List<@Nullable Object>, List<Attempt>> byValue = new HashMap<>(actors.stream()
                .flatMap(events -> new ReferenceFunnel(query, events).best().stream())
                .collect(groupingBy(Attempt::value)));
        if (query.breakdown().isEmpty()) {
            byValue.putIfAbsent(List.of(), List.of());
        }
        return byValue.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(RowOrder.VALUES_ASCENDING))
                .map(group -> group(query, group.getKey(), group.getValue()))
                .toList();
    }

    private static FunnelGroup group(FunnelQuery query, List<@Nullable Object> value, List<Attempt> attempts) {
        List<Long> reached = IntStream.rangeClosed(1, query.steps().size())
                .mapToObj(step -> attempts.stream()
                        .filter(attempt -> attempt.steps >= step)
                        .count())
                .toList();
        List<Long> times = attempts.stream()
                .filter(attempt -> attempt.steps == query.steps().size())
                .map(attempt -> attempt.time().toMillis())
                .toList();
        TreeMap<Integer, Long> bins = new TreeMap<>();
        times.forEach(time -> bins.merge(LogarithmicBins.of((double) time), 1L, Long::sum));
        return new FunnelGroup(
                value.isEmpty() ? null : value.getFirst(),
                reached,
                times.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add),
                new Histogram(bins));
    }

    /** The attempt that reaches the most steps; of those the one with the earliest last event; of those the one with the latest first event. */
    private Optional<Attempt> best() {
        return IntStream.range(0, events.size())
                .mapToObj(query.mode() == FunnelQuery.Mode.ANY ? this::inAnyOrder : this::inOrder)
                .flatMap(Optional::stream)
                .min(Comparator.comparing((Attempt attempt) -> attempt.steps)
                        .reversed()
                        .thenComparing(attempt -> attempt.last, EventOrder.EARLIEST_FIRST)
                        .thenComparing(attempt -> attempt.first, EventOrder.EARLIEST_FIRST.reversed()));
    }

    /** Follows every chain of events at once: which events can be the last of one that took so many steps. */
    private Optional<Attempt> inOrder(int start) {
        if (!steps.getFirst().test(events.get(start))) {
            return Optional.empty();
        }
        TreeSet<Integer> last = new TreeSet<>(List.of(start));
        int taken = 1;
        while (taken < steps.size()) {
            TreeSet<Integer> next = new TreeSet<>();
            for (int from : last) {
                for (int to = from + 1; to < events.size(); to++) {
                    if (steps.get(taken).test(events.get(to)) && isInTime(start, to) && mayFollow(from, to, taken)) {
                        next.add(to);
                    }
                }
            }
            if (next.isEmpty()) {
                break;
            }
            last = next;
            taken++;
        }
        return Optional.of(attempt(start, last.first(), taken));
    }

    private boolean isInTime(int start, int event) {
        return Duration.between(events.get(start).timestamp(), events.get(event).timestamp())
                        .compareTo(query.window())
                <= 0;
    }

    private boolean mayFollow(int from, int to, int step) {
        return query.mode() == FunnelQuery.Mode.ORDERED
                || events.subList(from + 1, to).stream()
                        .filter(between -> steps.stream().anyMatch(any -> any.test(between)))
                        .allMatch(between -> steps.get(step - 1).test(between)
                                || steps.get(step).test(between));
    }

    private Optional<Attempt> inAnyOrder(int start) {
        if (steps.stream().noneMatch(step -> step.test(events.get(start)))) {
            return Optional.empty();
        }
        List<Integer> taken = new ArrayList<>();
        for (Predicate<Event> step : steps) {
            IntStream.range(start, events.size())
                    .filter(event -> isInTime(start, event) && step.test(events.get(event)))
                    .findFirst()
                    .ifPresent(taken::add);
        }
        int last = taken.stream().max(Comparator.naturalOrder()).orElseThrow();
        return Optional.of(attempt(start, last, taken.size()));
    }

    private Attempt attempt(int first, int last, int taken) {
        List<@Nullable Object> value = query.breakdown().stream()
                .<@Nullable Object>map(attribute -> attribute.valueIn(events.get(first)))
                .toList();
        return new Attempt(events.get(first), events.get(last), taken, value);
    }

    /** @param value of the breakdown, where there is one; it may be null then */
    private record Attempt(Event first, Event last, int steps, List<@Nullable Object> value) {

        Duration time() {
            return Duration.between(first.timestamp(), last.timestamp());
        }
    }
}
