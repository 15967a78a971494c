package dev.tidemark.app.imports;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Predicate;

/**
 * How an import goes about it.
 *
 * @param batchEvents events in one request
 * @param restart whether to send records that were imported before
 * @param state where positions are kept
 * @param scope what sets this import apart from others of the same file: server, key, format, constants
 * @param isThere whether the server may still have what it took earlier; asked of the first record. Where it has not, another store answers at the same address
 */
public record ImportOptions(
        int batchEvents, boolean restart, StateDirectory state, List<String> scope, Predicate<byte[]> isThere) {

    /** Trusts that what was taken is still there. */
    public ImportOptions(int batchEvents, boolean restart, StateDirectory state, List<String> scope) {
        this(batchEvents, restart, state, scope, first -> true);
    }

    public ImportOptions {
        requireNonNull(state, "state is null");
        requireNonNull(isThere, "isThere is null");
        scope = List.copyOf(scope);
        if (batchEvents < 1) {
            throw new IllegalArgumentException("batchEvents is " + batchEvents + ", expected 1 or more");
        }
    }
}
