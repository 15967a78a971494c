package dev.tidemark.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts the lines of an access log by itself, in a way that shares nothing with the server: as one would with awk. */
final class AccessLog {
    private static final Pattern LINE =
            Pattern.compile("(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] \"(.*?)\" (\\d{3}) (\\d+|-)( .*)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final List<Line> lines;

    private AccessLog(List<Line> lines) {
        this.lines = lines;
    }

    private record Line(String address, OffsetDateTime time, String endpoint, String status, long bytes) {
        static Line of(Matcher matcher) {
            return new Line(
                    matcher.group(1),
                    OffsetDateTime.parse(matcher.group(2), TIME).withOffsetSameInstant(ZoneOffset.UTC),
                    matcher.group(3).split(" ")[1].split("[?#]", 2)[0],
                    matcher.group(4),
                    matcher.group(5).equals("-") ? 0 : Long.parseLong(matcher.group(5)));
        }

        String hour() {
            return time.toString().substring(0, 13);
        }

        String day() {
            return time.toString().substring(0, 10);
        }
    }

    static AccessLog read(Path file) {
        try (var lines = Files.lines(file)) {
            return new AccessLog(lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .map(Line::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return lines.size();
    }

    String firstDay() {
        return lines.stream().map(Line::day).min(Comparator.naturalOrder()).orElseThrow();
    }

    String dayAfterLast() {
        return lines.stream()
                .map(line -> line.time().toLocalDate().plusDays(1).toString())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    long bytes() {
        return lines.stream().mapToLong(Line::bytes).sum();
    }

    Map<String, String> requestsPerHour() {
        return count(Line::hour);
    }

    Map<String, String> requestsPerStatus() {
        return count(Line::status);
    }

    /** The most requested endpoints with their counts, the most frequent first, equals by name. */
    List<List<String>> topEndpoints(int limit) {
        return count(Line::endpoint).entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>>comparingInt(entry -> -Integer.parseInt(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    Map<String, String> addressesPerDay() {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        Line::day,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Line::address, Collectors.toSet()),
                                addresses -> Integer.toString(addresses.size()))));
    }

    private Map<String, String> count(Function<Line, String> key) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        key,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), count -> Long.toString(count))));
    }
}
