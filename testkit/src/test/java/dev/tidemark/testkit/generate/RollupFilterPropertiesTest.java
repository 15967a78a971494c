package dev.tidemark.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.testkit.FilterMatch;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What a rollup says about filters is true of every event. */
class RollupFilterPropertiesTest {

    @Property(tries = 2_000)
    void aRollupThatHoldsEveryEventLacksNone(@ForAll(supplier = Worlds.class) World world) {
        boolean holds = world.rollup.holdsEveryEvent(world.filter);
        if (holds) {
            assertThat(world.events)
                    .filteredOn(new FilterMatch(world.filter))
                    .allMatch(new FilterMatch(world.rollup.filter()));
        }
        Statistics.label("holds every event").collect(holds).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 20);
            coverage.check(false).percentage(share -> share > 20);
        });
    }

    @Property(tries = 2_000)
    void theRemainderIsTheFilterOfWhatTheRollupHolds(@ForAll(supplier = Worlds.class) World world) {
        List<Event> held = world.events.stream()
                .filter(new FilterMatch(world.rollup.filter()))
                .toList();
        Filter remainder = world.rollup.remainder(world.filter);
        assertThat(held)
                .filteredOn(new FilterMatch(remainder))
                .isEqualTo(held.stream().filter(new FilterMatch(world.filter)).toList());
        Statistics.label("something is left out")
                .collect(remainder.attributes().count()
                        < world.filter.attributes().count())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    }

    record World(RollupDefinition rollup, List<Event> events, Filter filter) {}

    static final class Worlds implements ArbitrarySupplier<World> {

        @Override
        public Arbitrary<World> get() {
            return Palette.any().flatMap(palette -> Combinators.combine(
                            Arbitraries.of(BuiltInRollups.REQUESTS, BuiltInRollups.RELEASES),
                            StorageCases.cases(palette, QueryDrafts.any(palette), 1),
                            Filters.any(palette))
                    .flatAs((rollup, sample, others) -> Arbitraries.oneOf(
                                    Filters.within(rollup.filter(), Arbitraries.just(others)), Arbitraries.just(others))
                            .map(filter -> new World(rollup, sample.events(Tenants.fresh()), filter))));
        }
    }
}
