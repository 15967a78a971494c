package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.BehaviorCase;
import dev.tidemark.testkit.generate.BehaviorCases;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What {@link BehaviorReader} promises: each answer equals the reference's, row by row. */
public interface BehaviorReaderContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void rollingCountsAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        Play play = play(sample);
        for (RollingQuery query : sample.rolling(play.tenants().get(0))) {
            assertRolling(play, query);
        }
    }

    private void assertRolling(Play play, RollingQuery query) {
        Plan raw = Plan.raw(query.buckets().range());
        List<RollingCount> right = play.reference().behaviorReader().rolling(query, raw, Play.PATIENCE);
        assertThat(storage().behaviorReader().rolling(query, raw, Play.PATIENCE))
                .as("%s from raw events", query)
                .isEqualTo(right);
        Plan planned = new Planner().plan(query.pairs(), storage().rollups());
        assertThat(storage().behaviorReader().rolling(query, planned, Play.PATIENCE))
                .as("%s from %s", query, planned.servedBy())
                .isEqualTo(right);
    }

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void cohortsAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        assertSame(sample, sample::cohorts, (reader, query) -> reader.cohorts(query, Play.PATIENCE));
    }

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void funnelsAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        assertSame(sample, sample::funnels, (reader, query) -> reader.funnel(query, Play.PATIENCE));
    }

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void sessionsAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        assertSame(sample, sample::sessions, (reader, query) -> reader.sessions(query, Play.PATIENCE));
    }

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void pathsAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        assertSame(sample, sample::paths, (reader, query) -> reader.paths(query, Play.PATIENCE));
    }

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void latestValuesAreThoseOfTheReference(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        assertSame(sample, sample::latest, (reader, query) -> reader.latest(query, Play.PATIENCE));
    }

    /** Needs no reference: a window holds at least whom a narrower one does, and at most the sum of its buckets. */
    @Property(tries = ContractLifecycle.STANDARD / 4)
    @SeveralQuestions
    default void widerWindowsHoldNoFewer(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        Play play = play(sample);
        for (RollingQuery query : sample.rolling(play.tenants().get(0))) {
            Plan plan = new Planner().plan(query.pairs(), storage().rollups());
            for (RollingCount count : storage().behaviorReader().rolling(query, plan, Play.PATIENCE)) {
                assertThat(count.counts()).isSorted();
            }
        }
    }

    /** Needs no reference: nobody gets to a step without the one before, and nobody returns who never came. */
    @Property(tries = ContractLifecycle.STANDARD / 4)
    @SeveralQuestions
    default void nobodySkipsAStepOrReturnsFromNowhere(@ForAll(supplier = BehaviorCases.class) BehaviorCase sample) {
        Play play = play(sample);
        TenantId tenant = play.tenants().get(0);
        sample.funnels(tenant).forEach(this::assertNobodySkipsAStep);
        sample.cohorts(tenant).forEach(this::assertNobodyReturnsFromNowhere);
    }

    private void assertNobodySkipsAStep(FunnelQuery funnel) {
        for (FunnelGroup group : storage().behaviorReader().funnel(funnel, Play.PATIENCE)) {
            assertThat(group.reached().reversed()).isSorted();
            assertThat(group.conversions().size()).isEqualTo(group.reached().getLast());
        }
    }

    private void assertNobodyReturnsFromNowhere(CohortQuery cohorts) {
        List<CohortCount> counts = storage().behaviorReader().cohorts(cohorts, Play.PATIENCE);
        for (CohortCount count : counts) {
            long size = counts.stream()
                    .filter(other -> other.cohort() == count.cohort() && other.bucket() == count.cohort())
                    .mapToLong(CohortCount::actors)
                    .sum();
            assertThat(count.actors()).isLessThanOrEqualTo(size);
        }
    }

    private Play play(BehaviorCase sample) {
        Play play = Play.on(storage());
        play.write(sample.events(play.tenants()), 40);
        return play;
    }

    private <Q, R> void assertSame(
            BehaviorCase sample, Function<TenantId, List<Q>> asked, BiFunction<BehaviorReader, Q, R> read) {
        Play play = play(sample);
        for (Q query : asked.apply(play.tenants().get(0))) {
            assertThat(read.apply(storage().behaviorReader(), query))
                    .as("answer to %s", query)
                    .isEqualTo(read.apply(play.reference().behaviorReader(), query));
        }
    }
}
