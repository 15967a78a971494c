package dev.tidemark.app.imports;

import java.util.OptionalLong;

/** How progress is shown: a bar, lines, or not at all. */
@FunctionalInterface
public interface ProgressStyle {

    /**
     * Starts showing.
     *
     * @param size of all there is, in bytes of an input or in events, where it is known
     */
    Progress start(String name, OptionalLong size);
}
