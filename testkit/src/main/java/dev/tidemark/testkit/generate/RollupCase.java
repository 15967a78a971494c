package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.tenant.TenantId;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * A history, two definitions of a rollup of one name, and questions that these and others can answer.
 *
 * @param questions of the first definition, of the second, of anything
 */
public record RollupCase(
        StorageCase sample, RollupDefinition first, RollupDefinition second, List<QueryDraft> questions) {

    public RollupCase {
        questions = List.copyOf(questions);
    }

    public List<Event> events(Tenants tenants) {
        return sample.events(tenants);
    }

    /** The questions; those of a definition ask for nothing that it does not hold. */
    public List<AggregateQuery> queries(TenantId tenant) {
        ExactOrder exact = new ExactOrder(sample.history());
        return questions.stream()
                .map(draft -> draft.query(tenant, sample.scene(), exact))
                .toList();
    }

    /** Generates such cases. */
    public static final class Any implements ArbitrarySupplier<RollupCase> {

        @Override
        public Arbitrary<RollupCase> get() {
            return Palette.any().flatMap(Any::cases);
        }

        private static Arbitrary<RollupCase> cases(Palette palette) {
            Arbitrary<RollupDefinition> definitions = RollupDefinitions.over(palette);
            return Combinators.combine(definitions, definitions)
                    .flatAs((first, second) -> Combinators.combine(
                                    StorageCases.cases(palette, QueryDrafts.any(palette), 1),
                                    questions(first, palette),
                                    questions(second, palette),
                                    QueryDrafts.any(palette).list().ofMaxSize(2))
                            .as((sample, ofFirst, ofSecond, others) -> new RollupCase(
                                    sample,
                                    first,
                                    second,
                                    Stream.of(ofFirst, ofSecond, others)
                                            .flatMap(List::stream)
                                            .toList())))
                    .withoutEdgeCases();
        }

        private static Arbitrary<List<QueryDraft>> questions(RollupDefinition rollup, Palette palette) {
            return QueryDrafts.answeredBy(rollup, palette).list().ofMinSize(1).ofMaxSize(3);
        }
    }
}
