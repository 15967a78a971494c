package dev.tidemark.testkit.generate;

import dev.tidemark.domain.query.Filter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** A case with many filters that look at what its events are made of. */
public record FilterCase(StorageCase sample, List<Filter> filters) {

    public FilterCase {
        filters = List.copyOf(filters);
    }

    /** Generates such cases. */
    public static final class Any implements ArbitrarySupplier<FilterCase> {

        @Override
        public Arbitrary<FilterCase> get() {
            return Palette.any().flatMap(palette -> Combinators.combine(
                            StorageCases.cases(palette, QueryDrafts.any(palette), 1),
                            Filters.any(palette).list().ofMinSize(1).ofMaxSize(10))
                    .as(FilterCase::new)
                    .withoutEdgeCases());
        }
    }
}
