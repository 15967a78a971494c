package dev.tidemark.query.parse;

import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.query.answer.Column;
import java.util.ArrayList;
import java.util.List;

/** Reads the keys that rows are sorted by: {@code ["events","desc"]}, {@code ["bucket"]}. */
public final class OrderParser {

    private final boolean isSeries;
    private final List<String> dimensions;
    private final List<String> measures;

    /** @param isSeries whether the answer has a column for the bucket */
    public OrderParser(boolean isSeries, List<Attribute> dimensions, List<Measure> measures) {
        this.isSeries = isSeries;
        this.dimensions = dimensions.stream().map(Attribute::label).toList();
        this.measures = measures.stream().map(Measure::label).toList();
    }

    Ordering parse(Input key) {
        int size = key.node().size();
        if (!key.node().isArray() || size < 1 || size > 2) {
            throw key.mistake("a column and its direction, such as [\"events\",\"desc\"]");
        }
        return column(key.item(0), size == 2 && isDescending(key.item(1)));
    }

    /** The key of the column of this name. */
    public Ordering column(Input input, boolean descending) {
        String name = Text.clean(input.text("the name of a column"));
        String spaceless = name.replace(" ", "");
        if (isSeries && name.equals(Column.BUCKET)) {
            return new Ordering.ByBucket(descending);
        }
        if (dimensions.contains(name)) {
            return new Ordering.ByDimension(dimensions.indexOf(name), descending);
        }
        if (measures.contains(name)) {
            return new Ordering.ByMeasure(measures.indexOf(name), descending);
        }
        if (measures.contains(spaceless)) {
            return new Ordering.ByMeasure(measures.indexOf(spaceless), descending);
        }
        List<String> columns = columns();
        throw input.unknown("a column of this query: " + String.join(", ", columns), columns);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (isSeries) {
            columns.add(Column.BUCKET);
        }
        columns.addAll(dimensions);
        columns.addAll(measures);
        return columns;
    }

    private static boolean isDescending(Input input) {
        return switch (input.text("asc or desc")) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw input.unknown("asc or desc", List.of("asc", "desc"));
        };
    }
}
