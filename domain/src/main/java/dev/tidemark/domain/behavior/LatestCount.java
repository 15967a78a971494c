package dev.tidemark.domain.behavior;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many subjects stand at a combination of values. The most frequent come first, then by the values ascending, absent ones last. */
public record LatestCount(List<@Nullable Object> values, long subjects) {

    public LatestCount {
        values = Collections.unmodifiableList(values);
    }
}
