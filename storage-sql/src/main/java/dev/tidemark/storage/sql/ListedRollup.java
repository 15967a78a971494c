package dev.tidemark.storage.sql;

import dev.tidemark.domain.rollup.RollupDefinition;
import java.util.Optional;

/** A rollup as a store has it on its list. */
public interface ListedRollup {

    /** How the names of its tables begin. */
    String tablesName();

    /** As users know it. */
    String rollupName();

    /** Empty where another version wrote it: then it is as good as any other definition. */
    Optional<RollupDefinition> definition();
}
