package dev.tidemark.app.settings;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.FilterParser;
import dev.tidemark.query.parse.Input;
import dev.tidemark.query.parse.MeasureParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operator's own rollups, which only the settings file can hold, in the words of the query language:
 *
 * <pre>
 * tidemark:
 *   rollups:
 *     - name: plans
 *       filter: {eq: [event_type, purchase]}    # or the same as JSON in quotes; absent: every event
 *       granularities: [hour, day]              # of 1m, 5m, hour, day; absent: hour and day
 *       dimensions: [app_id, properties.plan]
 *       measures: [events, sum(amount), p95(duration_ms)]
 * </pre>
 */
final class RollupSettings {

    /** Each is written with every batch. */
    private static final int MOST = 32;

    private static final Set<String> KEYS = Set.of("name", "filter", "granularities", "dimensions", "measures");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern HISTOGRAM = Pattern.compile("histogram(\\(.*\\))");
    private static final JsonMapper JSON = new JsonMapper();

    private RollupSettings() {}

    static List<RollupDefinition> read(SettingsFile file, List<String> problems) {
        SettingsNode node = SettingsNode.of(file, "rollups");
        var rollups = new ArrayList<RollupDefinition>();
        try {
            if (node.items().size() > MOST) {
                throw new SettingsException(
                        node.place() + " lists " + node.items().size() + " rollups, expected at most " + MOST);
            }
            node.items().forEach(item -> rollups.add(rollup(item, rollups)));
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        return rollups;
    }

    private static RollupDefinition rollup(SettingsNode node, List<RollupDefinition> before) {
        node.requireKeys(KEYS);
        String name = name(node.child("name"), before);
        Filter filter = filter(node.child("filter"));
        List<Granularity> granularities = granularities(node.child("granularities"));
        List<Attribute> dimensions =
                each(node.child("dimensions"), input -> Stream.of(Attributes.named(input, FieldRole.DIMENSION)));
        Set<Aggregate> aggregates = new LinkedHashSet<>(List.of(new Aggregate.Count()));
        SettingsNode measures = node.child("measures");
        for (SettingsNode measure : measures.items()) {
            aggregates.addAll(aggregates(measure));
        }
        try {
            return new RollupDefinition(name, filter, granularities, dimensions, List.copyOf(aggregates));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(node.place() + ": " + e.getMessage());
        }
    }

    private static String name(SettingsNode node, List<RollupDefinition> before) {
        String name = node.value() == null ? "" : node.text();
        if (!NAME.matcher(name).matches()) {
            throw node.wrong("up to 32 lower-case letters, digits and '_', a letter first");
        }
        Set<String> taken = new LinkedHashSet<>();
        Stream.concat(BuiltInRollups.all().stream(), before.stream()).forEach(rollup -> taken.add(rollup.name()));
        if (taken.contains(name)) {
            throw node.wrong("a name other than those there are: " + String.join(", ", taken));
        }
        return name;
    }

    private static Filter filter(SettingsNode node) {
        return switch (node.value()) {
            case null -> Filter.ALL;
            case Map<?, ?> map -> filter(node, json(node, map));
            default -> filter(node, node.text());
        };
    }

    private static Filter filter(SettingsNode node, String json) {
        return parsed(
                () -> FilterParser.parse(Input.parameter(node.place(), json).asJson()));
    }

    private static String json(SettingsNode node, Map<?, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw node.wrong("a filter such as {eq: [event_type, purchase]}");
        }
    }

    private static List<Granularity> granularities(SettingsNode node) {
        if (node.value() == null) {
            return List.of(Granularity.HOUR, Granularity.DAY);
        }
        return node.items().stream()
                .map(RollupSettings::granularity)
                .sorted()
                .distinct()
                .toList();
    }

    private static Granularity granularity(SettingsNode node) {
        return Granularity.ofLabel(node.text())
                .filter(Granularity::isStorable)
                .orElseThrow(() -> node.wrong("one of: "
                        + Arrays.stream(Granularity.values())
                                .filter(Granularity::isStorable)
                                .map(Granularity::label)
                                .collect(joining(", "))));
    }

    /** What a measure is derived from; of a percentile, the histogram that gives any percentile. */
    private static List<Aggregate> aggregates(SettingsNode node) {
        Matcher histogram = HISTOGRAM.matcher(node.text().strip());
        String measure = histogram.matches() ? "p50" + histogram.group(1) : node.text();
        List<Aggregate> aggregates = parsed(() ->
                MeasureParser.parse(Input.parameter(node.place(), measure)).aggregates());
        if (aggregates.stream().anyMatch(Aggregate.Unique.class::isInstance)) {
            throw node.wrong("events, count(x), sum(x), avg(x), min(x), max(x), histogram(x) or a percentile; distinct"
                    + " values are counted of any attribute that is among the dimensions");
        }
        return aggregates;
    }

    private static <T> List<T> each(SettingsNode list, Function<Input, Stream<T>> read) {
        return list.items().stream()
                .flatMap(item -> parsed(() -> read.apply(Input.parameter(item.place(), item.text()))))
                .toList();
    }

    /** The complaint of the query language names the place already. */
    private static <T> T parsed(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (QueryMistakeException e) {
            throw new SettingsException(e.mistake().detail());
        }
    }
}
