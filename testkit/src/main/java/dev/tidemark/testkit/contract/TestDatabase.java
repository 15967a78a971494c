package dev.tidemark.testkit.contract;

import dev.tidemark.domain.storage.Storage;

/** A place where the store under test keeps its data: a directory, a schema, a database. */
public interface TestDatabase extends AutoCloseable {

    /**
     * Opens the store on this place. It sees everything that stores opened here before have written. No two stores are open on one
     * place at a time.
     */
    Storage open();

    /** Removes the place with all that is in it. No store is open on it any more. */
    @Override
    void close();
}
