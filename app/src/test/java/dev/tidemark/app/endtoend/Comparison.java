package dev.tidemark.app.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question that a rollup can answer, to be asked three ways: of the rollup, of the raw events, and of the list of what is
 * stored. All must say the same.
 *
 * @param source what must serve it, as an answer's meta calls it
 */
record Comparison(String source, String granularity, List<String> measures, List<String> dimensions) {
    static final List<Comparison> ALL = List.of(
            new Comparison("activity/5m", "5m", List.of("events"), List.of("event_type")),
            new Comparison(
                    "activity/hour",
                    "hour",
                    List.of("events"),
                    List.of("event_type", "platform", "country", "browser")),
            new Comparison(
                    "activity/day", "day", List.of("events"), List.of("event_type", "platform", "country", "browser")),
            new Comparison("actor_days/day", "day", List.of("events", "actors"), List.of("platform", "country")),
            new Comparison("actor_days/day", "none", List.of("actors"), List.of()),
            new Comparison(
                    "content/day",
                    "day",
                    List.of("events", "sum(duration_ms)"),
                    List.of("event_type", "screen_name", "page_url")),
            new Comparison(
                    "revenue/hour",
                    "hour",
                    List.of("events", "sum(amount)", "sum(quantity)"),
                    List.of("org_id", "product_id", "currency")),
            new Comparison(
                    "revenue/day",
                    "day",
                    List.of("events", "sum(amount)", "sum(quantity)"),
                    List.of("org_id", "product_id", "currency")));

    /** Fails where the three answers about the app differ. */
    void verify(Api api, String app, List<SentEvent> stored) {
        Table rollup = api.query(question(app, "")).table().whole();
        Table raw = api.query(question(app, ", \"filter\": " + SentEvent.IS_ONE))
                .table()
                .whole();
        assertThat(rollup.servedBy()).as("what serves %s", this).containsExactly(source);
        assertThat(raw.servedBy()).as("what serves %s by property", this).containsExactly("raw");
        assertThat(rollup.rows()).as("%s of %s, beside raw", source, app).isEqualTo(raw.rows());
        assertThat(byGroup(raw)).as("raw for %s of %s", source, app).isEqualTo(truth(stored));
    }

    private String question(String app, String filter) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return """
                {"app_id": "%s", "from": "%sT00:00:00Z", "to": "%sT00:00:00Z", "granularity": "%s",
                 "measures": [%s], "dimensions": [%s], "limit": 100000%s}""".formatted(
                        app,
                        today.minusDays(EventStream.DAYS + 2),
                        today.plusDays(2),
                        granularity,
                        quoted(measures),
                        quoted(dimensions),
                        filter);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(joining(","));
    }

    private int keys() {
        return dimensions.size() + (granularity.equals("none") ? 0 : 1);
    }

    private Map<List<String>, List<String>> byGroup(Table table) {
        Map<List<String>, List<String>> groups = new HashMap<>();
        for (List<String> row : table.rows()) {
            List<String> key = new ArrayList<>(row.subList(0, keys()));
            if (keys() > dimensions.size()) {
                key.set(0, OffsetDateTime.parse(key.getFirst()).toInstant().toString());
            }
            groups.put(key, row.subList(keys(), row.size()));
        }
        return groups;
    }

    private Map<List<String>, List<String>> truth(List<SentEvent> stored) {
        Map<List<String>, List<SentEvent>> groups = stored.stream().collect(Collectors.groupingBy(this::key));
        if (keys() == 0) {
            groups.putIfAbsent(List.of(), List.of()); // there is a total even of nothing
        }
        Map<List<String>, List<String>> truth = new HashMap<>();
        groups.forEach((key, events) -> truth.put(
                key, measures.stream().map(measure -> value(measure, events)).toList()));
        return truth;
    }

    private List<String> key(SentEvent event) {
        return Stream.concat(bucket(event), dimensions.stream().map(event::text))
                .toList();
    }

    private Stream<String> bucket(SentEvent event) {
        Instant time = Instant.parse(event.text("timestamp"));
        return switch (granularity) {
            case "none" -> Stream.empty();
            case "5m" ->
                Stream.of(Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 300) * 300)
                        .toString());
            case "hour" -> Stream.of(time.truncatedTo(ChronoUnit.HOURS).toString());
            default -> Stream.of(time.truncatedTo(ChronoUnit.DAYS).toString());
        };
    }

    private static String value(String measure, List<SentEvent> events) {
        return switch (measure) {
            case "events" -> Integer.toString(events.size());
            case "actors" ->
                Long.toString(events.stream()
                        .map(event -> event.text("user_id"))
                        .distinct()
                        .count());
            default -> sum(measure.substring("sum(".length(), measure.length() - 1), events);
        };
    }

    private static String sum(String field, List<SentEvent> events) {
        return events.stream()
                .filter(event -> event.fields().containsKey(field))
                .map(event -> new BigDecimal(event.text(field)))
                .reduce(BigDecimal::add)
                .map(Table::canonical)
                .orElse("null");
    }
}
