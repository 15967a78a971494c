package dev.tidemark.app.imports;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How an import goes about it.
 *
 * @param batchEvents events in one request
 * @param restart whether to send records that were imported before
 * @param state where positions are kept
 * @param scope what sets this import apart from others of the same file: server, key, format, constants
 */
public record ImportOptions(int batchEvents, boolean restart, StateDirectory state, List<String> scope) {

    public ImportOptions {
        requireNonNull(state, "state is null");
        scope = List.copyOf(scope);
        if (batchEvents < 1) {
            throw new IllegalArgumentException("batchEvents is " + batchEvents + ", expected 1 or more");
        }
    }
}
