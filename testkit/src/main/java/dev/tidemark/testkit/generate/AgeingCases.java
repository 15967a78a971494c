package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.testkit.generate.AgeingStep.Archive;
import dev.tidemark.testkit.generate.AgeingStep.BringUp;
import dev.tidemark.testkit.generate.AgeingStep.Expire;
import dev.tidemark.testkit.generate.AgeingStep.Lifetime;
import dev.tidemark.testkit.generate.AgeingStep.Reopen;
import dev.tidemark.testkit.generate.AgeingStep.Send;
import dev.tidemark.testkit.generate.AgeingStep.SendAgain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generates such cases in which nothing is deleted. Rollups are two definitions of one name, and a built-in one. Histories are in no order of time, so whatever is sent after something was archived is
 * late. In the end everything has been sent, and archived in between.
 */
public final class AgeingCases implements ArbitrarySupplier<AgeingCase> {

    private static final int QUESTIONS_ABOUT_BEHAVIOR = 2;
    private static final int MOST_EVENTS = 30;
    private static final Send REST = new Send(Integer.MAX_VALUE, 10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Override
    public Arbitrary<AgeingCase> get() {
        return cases(AgeingCases::keepingAll);
    }

    /** Cases in which events are deleted: at least once, after some of them were sent, and not before rollups hold these. */
    public static final class Expiring implements ArbitrarySupplier<AgeingCase> {

        @Override
        public Arbitrary<AgeingCase> get() {
            return cases(AgeingCases::deleting);
        }
    }

    private static Arbitrary<AgeingCase> cases(Scripts scripts) {
        return Palette.any().flatMap(palette -> {
            Arbitrary<RollupDefinition> definitions = RollupDefinitions.over(palette);
            return Combinators.combine(definitions, definitions)
                    .flatAs((first, second) -> cases(first, second, palette, scripts));
        });
    }

    private static Arbitrary<AgeingCase> cases(
            RollupDefinition first, RollupDefinition second, Palette palette, Scripts scripts) {
        RollupDefinition other = palette.rollup();
        Arbitrary<List<RollupDefinition>> kept = Arbitraries.of(
                List.of(List.of(), List.of(other), List.of(first, other), List.of(second, other), List.of(first)));
        Arbitrary<List<QueryDraft>> questions = Combinators.combine(
                        QueryDrafts.answeredBy(first, palette),
                        QueryDrafts.answeredBy(second, palette),
                        QueryDrafts.answeredBy(other, palette).list().ofSize(2),
                        QueryDrafts.any(palette))
                .as((ofFirst, ofSecond, ofOther, any) -> Stream.concat(
                                Stream.of(ofFirst, ofSecond, any), ofOther.stream())
                        .toList());
        return Combinators.combine(
                        EventDrafts.histories(MOST_EVENTS, palette),
                        questions,
                        BehaviorCases.cases(QUESTIONS_ABOUT_BEHAVIOR),
                        ages(),
                        scripts.over(kept))
                .as(AgeingCases::together)
                .withoutEdgeCases();
    }

    private static AgeingCase together(
            List<EventDraft> history,
            List<QueryDraft> questions,
            BehaviorCase behavior,
            int age,
            List<AgeingStep> steps) {
        List<EventDraft> mixed = new ArrayList<>();
        for (int i = 0; i < Math.max(history.size(), behavior.history().size()); i++) {
            mixed.addAll(from(history, i));
            mixed.addAll(from(behavior.history(), i));
        }
        return new AgeingCase(new StorageCase(behavior.scene(), mixed, questions), behavior, age, steps);
    }

    private static List<EventDraft> from(List<EventDraft> drafts, int position) {
        return position < drafts.size() ? drafts.subList(position, position + 1) : List.of();
    }

    /** Often none, as most events are near the scene. */
    private static Arbitrary<Integer> ages() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.integers().between(0, 45)));
    }

    /** What may happen, by what rollups may be kept. */
    @FunctionalInterface
    private interface Scripts {
        Arbitrary<List<AgeingStep>> over(Arbitrary<List<RollupDefinition>> kept);
    }

    private static Arbitrary<List<AgeingStep>> keepingAll(Arbitrary<List<RollupDefinition>> kept) {
        Arbitrary<List<AgeingStep>> some = steps(reopening(kept, Arbitraries.just(Lifetime.FOREVER)))
                .list()
                .ofMaxSize(5);
        return Combinators.combine(kept, some, some).as((rollups, before, after) -> {
            List<AgeingStep> steps = new ArrayList<>();
            steps.add(new Reopen(rollups, Lifetime.FOREVER));
            steps.addAll(before);
            steps.add(new Archive());
            steps.add(REST);
            steps.addAll(after);
            return steps;
        });
    }

    private static Arbitrary<List<AgeingStep>> deleting(Arbitrary<List<RollupDefinition>> kept) {
        Arbitrary<AgeingStep> before = steps(reopening(kept, Arbitraries.just(Lifetime.FOREVER)));
        Arbitrary<AgeingStep> after = Arbitraries.frequencyOf(
                Tuple.of(4, steps(reopening(kept, Arbitraries.of(Lifetime.class)))),
                Tuple.of(1, Arbitraries.just(new Expire())));
        return Combinators.combine(
                        kept,
                        before.list().ofMaxSize(3),
                        Arbitraries.of(Lifetime.LONG, Lifetime.SHORT),
                        after.list().ofMaxSize(5))
                .as((rollups, first, lifetime, then) -> {
                    List<AgeingStep> steps = new ArrayList<>();
                    steps.add(new Reopen(rollups, Lifetime.FOREVER));
                    steps.add(new Send(MOST_EVENTS, 10));
                    steps.addAll(first);
                    steps.add(new Reopen(rollups, lifetime));
                    steps.add(new BringUp());
                    steps.add(new Expire());
                    steps.add(new SendAgain(0, MOST_EVENTS, Duration.ZERO));
                    steps.add(new SendAgain(0, MOST_EVENTS, EventKey.WINDOW));
                    steps.addAll(then);
                    steps.add(REST);
                    return steps;
                });
    }

    private static Arbitrary<AgeingStep> steps(Arbitrary<? extends AgeingStep> reopening) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, sending()),
                Tuple.of(2, sendingAgain()),
                Tuple.of(2, Arbitraries.of(new Archive(), new BringUp())),
                Tuple.of(2, reopening));
    }

    private static Arbitrary<? extends AgeingStep> reopening(
            Arbitrary<List<RollupDefinition>> kept, Arbitrary<Lifetime> lifetimes) {
        return Combinators.combine(kept, lifetimes).as(Reopen::new);
    }

    private static Arbitrary<? extends AgeingStep> sending() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(1, 10))
                .as(Send::new);
    }

    private static Arbitrary<? extends AgeingStep> sendingAgain() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2 * MOST_EVENTS),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Duration.ZERO)),
                                Tuple.of(1, Arbitraries.of(MOMENT, EventKey.WINDOW, EventKey.WINDOW.negated()))))
                .as(SendAgain::new);
    }
}
