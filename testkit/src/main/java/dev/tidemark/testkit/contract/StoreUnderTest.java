package dev.tidemark.testkit.contract;

import dev.tidemark.domain.storage.Storage;

/** What the suites need of a test class. */
public interface StoreUnderTest {

    /** A new place with nothing in it. */
    TestDatabase emptyDatabase();

    /** An open store that many cases share, each with tenants of its own. */
    default Storage storage() {
        return SharedStores.of(this);
    }
}
