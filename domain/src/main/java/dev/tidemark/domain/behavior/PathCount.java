package dev.tidemark.domain.behavior;

import java.util.List;

/** How many sessions took a path. Paths come most frequent first, then by their values by code point, a shorter one before what it begins. */
public record PathCount(List<String> path, long sessions) {

    public PathCount {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a path has no values, expected at least one");
        }
    }
}
