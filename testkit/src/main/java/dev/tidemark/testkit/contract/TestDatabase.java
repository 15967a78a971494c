package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import java.util.List;

/** A place where the store under test keeps its data: a directory, a schema, a database. */
public interface TestDatabase extends AutoCloseable {

    /**
     * Opens the store on this place. It sees everything that stores opened here before have written. No two stores are open on one
     * place at a time.
     */
    Storage open();

    /** Opens the store in the same way, to keep these rollups and no others. Those of them that it has not kept are filled. */
    Storage open(List<RollupDefinition> rollups);

    /** Removes the place with all that is in it. No store is open on it any more. */
    @Override
    void close();
}
