package dev.tidemark.domain.plan;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;

/** Where numbers are read from. */
public sealed interface Source {

    /** What an answer's meta calls it. */
    String label();

    /** The events themselves. */
    record Raw() implements Source {
        @Override
        public String label() {
            return "raw";
        }
    }

    /** One table of a rollup. */
    record Rollup(RollupDefinition definition, Granularity granularity) implements Source {
        public Rollup {
            requireNonNull(definition, "definition is null");
            if (!definition.granularities().contains(granularity)) {
                throw new IllegalArgumentException(
                        "rollup " + definition.name() + " is not kept by " + granularity.label());
            }
        }

        @Override
        public String label() {
            return definition.name() + "/" + granularity.label();
        }
    }
}
