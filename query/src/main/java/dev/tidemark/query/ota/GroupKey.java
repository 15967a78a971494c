package dev.tidemark.query.ota;

import dev.tidemark.domain.event.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that the events of a group have in common; ordered one after another, text by code point, absent ones last. */
record GroupKey(List<@Nullable Object> values) implements Comparable<GroupKey> {

    GroupKey {
        values = Collections.unmodifiableList(values);
    }

    /** Each value under the name it was asked for. */
    Map<String, @Nullable Object> named(List<Breakdown> breakdowns) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < breakdowns.size(); i++) {
            named.put(breakdowns.get(i).name(), values.get(i));
        }
        return named;
    }

    @Override
    public int compareTo(GroupKey other) {
        int order = 0;
        for (int i = 0; i < values.size() && order == 0; i++) {
            order = compare(values.get(i), other.values.get(i));
        }
        return order;
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return left instanceof Long whole
                ? whole.compareTo((Long) right)
                : Text.compare(left.toString(), right.toString());
    }
}
