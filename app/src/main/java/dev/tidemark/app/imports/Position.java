package dev.tidemark.app.imports;

import static java.util.Objects.requireNonNull;

/**
 * How far an input was imported: so many records from its beginning are with the server.
 *
 * @param prefix a hash over these records; another file under the same name has another
 * @param complete whether the end of the input was reached
 */
record Position(long records, long prefix, boolean complete, FirstReads firstReads) {

    Position {
        requireNonNull(firstReads, "firstReads is null");
        if (records < 0) {
            throw new IllegalArgumentException("records is " + records + ", expected 0 or more");
        }
    }
}
