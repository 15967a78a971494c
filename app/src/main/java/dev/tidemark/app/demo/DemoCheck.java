package dev.tidemark.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a server for what the demo sent and compares the answers with a plain count of it. */
public final class DemoCheck {

    private final String run;
    private final List<Map<String, Object>> sent;
    private final Function<Map<String, Object>, JsonNode> query;

    /**
     * @param query asks a query, given as its JSON, and returns the answer
     */
    public DemoCheck(String run, List<Map<String, Object>> sent, Function<Map<String, Object>, JsonNode> query) {
        this.run = run;
        this.sent = List.copyOf(sent);
        this.query = query;
    }

    /** The answers that differ, in words; empty where all are right. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        compare("events by type", countBy(sent.stream(), "event_type"), ask("events", "event_type"), differences);
        compare(
                "views by screen",
                countBy(sent.stream().filter(event -> event.containsKey("screen_name")), "screen_name"),
                ask("events", "screen_name"),
                differences);
        compare("people by type", peopleByType(), ask("actors", "event_type"), differences);
        compare("revenue by currency", revenueByCurrency(), ask("sum(amount)", "currency"), differences);
        return differences;
    }

    private static void compare(
            String what,
            SortedMap<String, BigDecimal> expected,
            SortedMap<String, BigDecimal> found,
            List<String> differences) {
        if (!expected.equals(found)) {
            differences.add(what + ": sent " + expected + ", the server says " + found);
        }
    }

    private static SortedMap<String, BigDecimal> countBy(Stream<Map<String, Object>> events, String name) {
        return sums(events, name, event -> BigDecimal.ONE);
    }

    private SortedMap<String, BigDecimal> peopleByType() {
        return sent.stream()
                .collect(Collectors.groupingBy(
                        event -> text(event, "event_type"),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(DemoCheck::person, Collectors.toSet()),
                                people -> canonical(BigDecimal.valueOf(people.size())))));
    }

    private SortedMap<String, BigDecimal> revenueByCurrency() {
        return sums(sent.stream().filter(event -> event.containsKey("currency")), "currency", DemoCheck::amount);
    }

    private static SortedMap<String, BigDecimal> sums(
            Stream<Map<String, Object>> events, String name, Function<Map<String, Object>, BigDecimal> value) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        events.forEach(event -> sums.merge(text(event, name), value.apply(event), BigDecimal::add));
        sums.replaceAll((key, sum) -> canonical(sum));
        return sums;
    }

    private static String person(Map<String, Object> event) {
        return Stream.of("user_id", "anonymous_id", "device_id")
                .filter(event::containsKey)
                .findFirst()
                .map(name -> text(event, name))
                .orElseThrow();
    }

    private static BigDecimal amount(Map<String, Object> event) {
        return Optional.<Object>ofNullable(event.get("transaction_amount"))
                .map(DemoCheck::decimal)
                .orElseGet(() -> decimal(event.get("price")).multiply(decimal(event.get("quantity"))));
    }

    private static BigDecimal decimal(@Nullable Object value) {
        return new BigDecimal(String.valueOf(value));
    }

    private static String text(Map<String, Object> event, String name) {
        return Objects.requireNonNull(event.get(name), name).toString();
    }

    /** The measure by the dimension's values over this run's events; groups without a value of either are left out. */
    private SortedMap<String, BigDecimal> ask(String measure, String dimension) {
        JsonNode answer = query.apply(Map.of(
                "from",
                "-40d",
                "to",
                "now",
                "measures",
                List.of(measure),
                "dimensions",
                List.of(dimension),
                "filter",
                Map.of("eq", List.of("properties.demo", run)),
                "limit",
                1000));
        int dimensionAt = column(answer, dimension);
        int measureAt = column(answer, measure);
        SortedMap<String, BigDecimal> found = new TreeMap<>();
        for (JsonNode row : answer.path("rows")) {
            if (!row.path(dimensionAt).isNull() && !row.path(measureAt).isNull()) {
                found.put(
                        row.path(dimensionAt).asText(),
                        canonical(row.path(measureAt).decimalValue()));
            }
        }
        return found;
    }

    private static int column(JsonNode answer, String name) {
        JsonNode columns = answer.path("columns");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.path(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("the answer has no column " + name + ": " + columns);
    }

    private static BigDecimal canonical(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
