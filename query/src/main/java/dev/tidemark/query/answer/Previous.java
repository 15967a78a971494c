package dev.tidemark.query.answer;

import dev.tidemark.domain.query.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of the period before, to stand beside those of the period asked about. */
final class Previous {

    private static final String PREFIX = "previous.";
    private static final String CHANGE = "change.";

    private final Map<Key, Group> groups = new HashMap<>();
    private final List<@Nullable Object> nothing;

    /** @param nothing the measures of a group without events */
    Previous(List<Group> groups, List<@Nullable Object> nothing) {
        groups.forEach(group -> this.groups.put(new Key(group.bucket(), group.dimensions()), group));
        this.nothing = nothing;
    }

    private record Key(int bucket, List<@Nullable Object> dimensions) {}

    /** After the measures' own columns: what they were, and the share by which they changed. */
    static List<Column> columns(List<Measure> measures) {
        List<Column> columns = new ArrayList<>();
        measures.forEach(measure -> columns.add(new Column(PREFIX + measure.label(), ColumnType.of(measure))));
        measures.forEach(measure -> columns.add(new Column(
                CHANGE + measure.label(),
                ColumnType.of(measure) == ColumnType.FLOAT ? ColumnType.FLOAT : ColumnType.DECIMAL)));
        return columns;
    }

    /** The values of {@link #columns} beside a group. A change from zero or from nothing is absent. */
    List<@Nullable Object> beside(Group group) {
        Group before = groups.get(new Key(group.bucket(), group.dimensions()));
        List<@Nullable Object> measures = before == null ? nothing : before.measures();
        List<@Nullable Object> values = new ArrayList<>(measures);
        for (int i = 0; i < measures.size(); i++) {
            values.add(change(measures.get(i), group.measures().get(i)));
        }
        return values;
    }

    private static @Nullable Object change(@Nullable Object before, @Nullable Object now) {
        Object ratio = Numbers.quotient(now, before);
        return switch (ratio) {
            case BigDecimal exact -> Numbers.plain(exact.subtract(BigDecimal.ONE));
            case Double real -> Numbers.plain(real - 1);
            case null, default -> null;
        };
    }
}
