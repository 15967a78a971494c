package dev.tidemark.query.parse;

import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import java.util.List;

/** Reads measures of a part of each group: {@code {"measure":"events","filter":{…},"as":"installs"}}. */
final class FilteredMeasures {

    private static final String MEASURE = "measure";
    private static final String FILTER = "filter";
    private static final String NAME = "as";
    private static final List<String> KEYS = List.of(MEASURE, FILTER, NAME);
    private static final String EXPECTED = "{\"measure\":\"events\",\"filter\":{…},\"as\":\"name\"}";
    private static final int LONGEST_NAME = 100;

    private FilteredMeasures() {}

    static Measure parse(Input input) {
        input.node().fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw input.unknownName(key, EXPECTED, KEYS);
            }
        });
        for (String key : KEYS) {
            if (!input.node().has(key)) {
                throw input.mistake(EXPECTED);
            }
        }
        Filter filter = FilterParser.parse(input.field(FILTER));
        String name = name(input.field(NAME));
        return switch (MeasureParser.parseName(input.field(MEASURE))) {
            case Measure.Direct direct -> new Measure.Direct(name, part(direct.aggregate(), filter));
            case Measure.Average average ->
                new Measure.Ratio(
                        name,
                        part(average.aggregates().getFirst(), filter),
                        part(average.aggregates().getLast(), filter));
            case Measure.Percentile percentile -> throw unfit(input);
            case Measure.Ratio ratio -> throw unfit(input);
            case Measure.Rate rate -> throw unfit(input);
        };
    }

    private static Aggregate part(Aggregate aggregate, Filter filter) {
        return new Aggregate.Filtered(aggregate, filter);
    }

    private static RuntimeException unfit(Input input) {
        return input.field(MEASURE).mistake("a count, sum, avg, min or max: of percentiles filter the whole query");
    }

    private static String name(Input input) {
        String name = Text.clean(input.text("a name"));
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw input.mistake("a name of 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }
}
