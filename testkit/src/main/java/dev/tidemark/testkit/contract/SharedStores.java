package dev.tidemark.testkit.contract;

import dev.tidemark.domain.storage.Storage;
import java.util.HashMap;
import java.util.Map;

/** The open stores, one per test class. After much use a class gets a new one, so that long runs do not slow down. */
final class SharedStores {

    private static final int MOST_USES = 2_000;

    private static final Map<Class<?>, SharedStores> BY_CLASS = new HashMap<>();

    private final TestDatabase database;
    private final Storage storage;
    private int uses;

    private SharedStores(TestDatabase database) {
        this.database = database;
        this.storage = database.open();
    }

    static synchronized Storage of(StoreUnderTest test) {
        SharedStores shared = BY_CLASS.get(test.getClass());
        if (shared == null) {
            shared = new SharedStores(test.emptyDatabase());
            BY_CLASS.put(test.getClass(), shared);
        }
        shared.uses++;
        return shared.storage;
    }

    /** Closes the class's store if it is much used. Not to be called in the middle of a case, which asks for its store repeatedly. */
    static synchronized void releaseWorn(Class<?> testClass) {
        SharedStores shared = BY_CLASS.get(testClass);
        if (shared != null && shared.uses >= MOST_USES) {
            release(testClass);
        }
    }

    /** Closes the class's store, if it has one. */
    static synchronized void release(Class<?> testClass) {
        SharedStores shared = BY_CLASS.remove(testClass);
        if (shared != null) {
            shared.storage.close();
            shared.database.close();
        }
    }
}
