package dev.tidemark.testkit.generate;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.testkit.generate.BehaviorDraft.Choices;
import dev.tidemark.testkit.generate.BehaviorDraft.FunnelWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Generates such cases. Times lie at the gaps that divide sessions and windows, give or take a millisecond, and often coincide, so that ids decide what comes
 * first.
 */
public final class BehaviorCases implements ArbitrarySupplier<BehaviorCase> {

    private static final Attribute TYPE = Attribute.of(Field.EVENT_TYPE);
    private static final Attribute SCREEN = Attribute.of(Field.SCREEN_NAME);
    private static final Attribute PAGE = Attribute.of(Field.PAGE_URL);
    private static final Attribute STATUS = Attribute.of(Field.STATUS_CODE);
    private static final Attribute PLAN = Attribute.ofProperty("plan");
    private static final List<String> SCREENS = List.of("Home", "home", "\uFFFD", "\uD83D\uDE00", "a'b");
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @Override
    public Arbitrary<BehaviorCase> get() {
        return cases(StorageCases.QUESTIONS);
    }

    /** With so many questions. */
    static Arbitrary<BehaviorCase> cases(int questions) {
        return Combinators.combine(
                        Moments.scenes(),
                        events().list()
                                .ofMaxSize(30)
                                .withSizeDistribution(RandomDistribution.uniform())
                                .withoutEdgeCases(),
                        questions().list().ofSize(questions))
                .as(BehaviorCase::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<BehaviorDraft> questions() {
        return Combinators.combine(
                        QueryDrafts.ranges(),
                        Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Filter.ALL)), Tuple.of(1, steps())),
                        choices())
                .as(BehaviorDraft::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Choices> choices() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(8, steps().list().ofMinSize(1).ofMaxSize(5)),
                                Tuple.of(1, steps().list().ofSize(20))),
                        Arbitraries.of(FunnelQuery.Mode.class),
                        Arbitraries.of(FunnelWindow.class),
                        Arbitraries.of(TYPE, SCREEN, PAGE, STATUS, PLAN)
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2),
                        dimensions().list().uniqueElements().ofMaxSize(3),
                        Arbitraries.of(CohortQuery.Membership.class),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.frequency(Tuple.of(5, 10_000), Tuple.of(1, 1), Tuple.of(1, 3)))
                .as(Choices::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<SessionDimension> dimensions() {
        return Arbitraries.of(
                new SessionDimension.Entry(),
                new SessionDimension.Exit(),
                new SessionDimension.First(TYPE),
                new SessionDimension.First(STATUS),
                new SessionDimension.First(PLAN));
    }

    private static Arbitrary<Filter> steps() {
        return Arbitraries.of(
                is(TYPE, "view"),
                is(TYPE, "view"),
                is(TYPE, "cart"),
                is(TYPE, "buy"),
                is(SCREEN, "Home"),
                new Filter.Exists(PAGE),
                new Filter.Not(is(TYPE, "view")),
                new Filter.Compare(STATUS, Comparison.GREATER, new Literal.Numeric(BigDecimal.valueOf(1))),
                Filter.ALL);
    }

    private static Filter is(Attribute attribute, String text) {
        return new Filter.Compare(attribute, Comparison.EQUAL, new Literal.Text(text));
    }

    private static Arbitrary<EventDraft> events() {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(1, 1)),
                        ids(),
                        Arbitraries.of("view", "view", "cart", "buy", "other"),
                        offsets(),
                        values(),
                        Arbitraries.of(
                                List.<Map<String, String>>of(Map.of(), Map.of("plan", "free"), Map.of("plan", "Pro"))))
                .as(EventDraft::new)
                .withoutEdgeCases();
    }

    /** Both signs of both halves: ids are compared as numbers without one. */
    private static Arbitrary<UUID> ids() {
        Arbitrary<Long> halves = Arbitraries.longs()
                .between(Long.MIN_VALUE, Long.MAX_VALUE)
                .withDistribution(RandomDistribution.uniform());
        Arbitrary<Long> high = Arbitraries.frequencyOf(
                Tuple.of(2, halves), Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)));
        return Combinators.combine(high, halves).as(UUID::new);
    }

    private static Arbitrary<Long> offsets() {
        Arbitrary<Integer> days = Arbitraries.frequency(
                Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, -1), Tuple.of(1, 2), Tuple.of(1, 7), Tuple.of(1, -30));
        Arbitrary<Integer> minutes = Arbitraries.of(0, 0, 1, 29, 30, 31, 59, 60, 90, 600);
        Arbitrary<Integer> beside = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, -1), Tuple.of(1, 1));
        return Combinators.combine(days, minutes, beside)
                .as((day, minute, more) -> (day * 1440L + minute) * MINUTE + more);
    }

    private static Arbitrary<Map<Field, Object>> values() {
        return Combinators.combine(
                        orNothing(Field.USER_ID, "u1", "u2"),
                        orNothing(Field.DEVICE_ID, "d1", "u1"),
                        orNothing(Field.SESSION_ID, "s1", "u1"),
                        orNothing(Field.SCREEN_NAME, SCREENS.toArray()),
                        orNothing(Field.PAGE_URL, "/", "/b"),
                        orNothing(Field.STATUS_CODE, 1L, 2L))
                .as((a, b, c, d, e, f) -> Stream.of(a, b, c, d, e, f)
                        .flatMap(map -> map.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Arbitrary<Map<Field, Object>> orNothing(Field field, Object... values) {
        Arbitrary<Map<Field, Object>> present = Arbitraries.of(values).map(value -> Map.of(field, value));
        return Arbitraries.frequencyOf(Tuple.of(3, present), Tuple.of(2, Arbitraries.just(Map.of())));
    }
}
