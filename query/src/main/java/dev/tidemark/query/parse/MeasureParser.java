package dev.tidemark.query.parse;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads measures: {@code events}, {@code sum(amount)}, {@code p99.9(duration_ms)}, and those of {@link FilteredMeasures}. */
public final class MeasureParser {

    private static final Map<String, Aggregate> NAMED = Map.of(
            "events", new Aggregate.Count(),
            "actors", new Aggregate.Unique(Attribute.of(Field.ACTOR_ID)),
            "sessions", new Aggregate.Unique(Attribute.of(Field.SESSION_ID)),
            "devices", new Aggregate.Unique(Attribute.of(Field.DEVICE_ID)));

    private static final List<String> NAMES = List.of(
            "events",
            "actors",
            "sessions",
            "devices",
            "unique(…)",
            "count(…)",
            "sum(…)",
            "avg(…)",
            "min(…)",
            "max(…)",
            "p50(…)",
            "p90(…)",
            "p95(…)",
            "p99(…)",
            "p99.9(…)");

    private static final List<String> FUNCTIONS =
            List.of("unique", "count", "sum", "avg", "min", "max", "p50", "p90", "p95", "p99", "p99.9");

    private static final String EXPECTED =
            "events, actors, sessions, devices, unique(x), count(x), sum(x), avg(x), min(x), max(x) or p0.1(x) to p100(x)";

    private static final Pattern CALL = Pattern.compile("([^()]*)\\(([^()]*)\\)");
    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,3}(?:\\.[0-9]{1,3})?)");

    private MeasureParser() {}

    /** The measure, labelled as it was written, without spaces, or as it says itself. */
    public static Measure parse(Input input) {
        return input.node().isObject() ? FilteredMeasures.parse(input) : parseName(input);
    }

    static Measure parseName(Input input) {
        String label = Text.clean(input.text(EXPECTED)).replace(" ", "");
        Aggregate named = NAMED.get(label);
        if (named != null) {
            return new Measure.Direct(label, named);
        }
        Matcher call = CALL.matcher(label);
        if (!call.matches()) {
            throw input.unknown(EXPECTED, NAMES);
        }
        return call(input, call.group(1), call.group(2));
    }

    private static Measure call(Input input, String function, String argument) {
        return switch (function) {
            case "unique" -> direct(function, new Aggregate.Unique(unique(input, argument)), argument);
            case "count" -> direct(function, new Aggregate.ValueCount(number(input, argument)), argument);
            case "sum" -> direct(function, new Aggregate.Sum(number(input, argument)), argument);
            case "min" -> direct(function, new Aggregate.Minimum(number(input, argument)), argument);
            case "max" -> direct(function, new Aggregate.Maximum(number(input, argument)), argument);
            case "avg" -> new Measure.Average(number(input, argument));
            default -> percentile(input, function, argument);
        };
    }

    private static Measure direct(String function, Aggregate aggregate, String argument) {
        return new Measure.Direct(function + "(" + argument + ")", aggregate);
    }

    private static Measure percentile(Input input, String function, String argument) {
        Matcher percentile = PERCENTILE.matcher(function);
        if (!percentile.matches()) {
            throw input.unknownName(function, EXPECTED, FUNCTIONS);
        }
        double percentage = Double.parseDouble(percentile.group(1));
        if (!(percentage > 0 && percentage <= 100)) {
            throw input.mistake("a percentile above 0 and at most 100");
        }
        return new Measure.Percentile(function + "(" + argument + ")", number(input, argument), percentage);
    }

    private static Attribute number(Input input, String name) {
        return Attributes.named(input, name, FieldRole.MEASURE);
    }

    private static Attribute unique(Input input, String name) {
        return Attributes.named(input, name, FieldRole.UNIQUE);
    }

    /** The measures of a list, each asked for once. */
    static List<Measure> parseAll(List<Input> inputs) {
        List<Measure> measures = new ArrayList<>();
        for (Input input : inputs) {
            Measure measure = parse(input);
            if (measures.stream().anyMatch(other -> other.label().equals(measure.label()))) {
                throw input.mistake("each measure once");
            }
            measures.add(measure);
        }
        return measures;
    }
}
