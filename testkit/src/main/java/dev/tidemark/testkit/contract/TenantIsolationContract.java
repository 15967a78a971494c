package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import dev.tidemark.testkit.generate.Tenants;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tenants never see each other. */
public interface TenantIsolationContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD / 4)
    default void everyTenantSeesItsOwnEventsOnly(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        for (TenantId tenant : play.tenants().all()) {
            AggregateQuery query = sample.query(tenant);
            play.assertAnswers(query);
            play.assertAnswers(query, new Planner().plan(query, storage().rollups()));
        }
    }

    /** The same events, ids and all, sent by others. */
    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void anothersEventsChangeNoAnswer(
            @ForAll(supplier = StorageCases.WithFewForRollups.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        AggregateQuery query = sample.query(play.tenants().get(0));
        Plan plan = new Planner().plan(query, storage().rollups());
        AggregateRows before = play.answer(query, plan);
        Play.append(storage().eventWriter(), sample.events(Tenants.fresh()), 40);
        assertThat(play.answer(query, plan).rows()).isEqualTo(before.rows());
    }
}
