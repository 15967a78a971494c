package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A public log of 10,000 real requests, where it is at hand: {@code TIDEMARK_ACCESS_LOG}, else {@code ../shared/data} beside the
 * repository. What is compared is counted the way {@code awk} would, by words between blanks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicAccessLogTest {
    private List<String[]> words = List.of();
    private List<JsonNode> events = List.of();

    @BeforeEach
    void read() throws IOException {
        Optional<Path> log = log();
        assumeThat(log)
                .as("access-2015-05.log is not here; name it by TIDEMARK_ACCESS_LOG to run this")
                .isPresent();
        if (events.isEmpty()) {
            byte[] bytes = Files.readAllBytes(log.orElseThrow());
            words = new String(bytes, ISO_8859_1)
                    .lines()
                    .map(line -> line.split(" "))
                    .toList();
            events = ImportedEvents.of(
                    new AccessLogFormat(new Secret("a salt for this test"), new Constants(Map.of())), bytes);
        }
    }

    private static Optional<Path> log() {
        String named = System.getenv("TIDEMARK_ACCESS_LOG");
        Path beside = Path.of("..", "..", "shared", "data", "access-2015-05.log");
        return Stream.of(Optional.ofNullable(named).map(Path::of), Optional.of(beside))
                .flatMap(Optional::stream)
                .filter(Files::isReadable)
                .findFirst();
    }

    @Test
    void everyLineIsAnEventWithItsOwnId() {
        assertThat(events).hasSize(10_000);
        assertThat(events.stream().map(event -> text(event, "event_id")).collect(toSet()))
                .hasSize(10_000);
    }

    @Test
    void requestsPerHourAgree() {
        assertThat(counts(events.stream(), event -> text(event, "timestamp").substring(8, 13)))
                .isEqualTo(counts(words.stream(), w -> w[3].substring(1, 3) + "T" + w[3].substring(13, 15)));
    }

    @Test
    void requestsPerStatusAgree() {
        assertThat(counts(events.stream(), event -> text(event, "status_code")))
                .isEqualTo(counts(words.stream(), w -> w[8]));
    }

    @Test
    void requestsPerMethodAgree() {
        assertThat(counts(events.stream(), event -> text(event, "method")))
                .isEqualTo(counts(words.stream(), w -> w[5].substring(1)));
    }

    @Test
    void requestsPerEndpointAgree() {
        assertThat(counts(events.stream(), event -> text(event, "endpoint")))
                .isEqualTo(counts(words.stream(), w -> w[6].split("[?#]", 2)[0]));
    }

    @Test
    void bytesAgree() {
        assertThat(events.stream()
                        .mapToLong(event -> event.path("bytes").asLong())
                        .sum())
                .isEqualTo(words.stream()
                        .mapToLong(w -> w[9].equals("-") ? 0 : Long.parseLong(w[9]))
                        .sum());
        assertThat(events.stream().filter(event -> event.has("bytes")).count())
                .isEqualTo(words.stream().filter(w -> !w[9].equals("-")).count());
    }

    @Test
    void distinctClientsPerDayAgree() {
        assertThat(distinct(events.stream(), e -> text(e, "timestamp").substring(8, 10), e -> text(e, "anonymous_id")))
                .isEqualTo(distinct(words.stream(), w -> w[3].substring(1, 3), w -> w[0]));
    }

    @Test
    void noEventHoldsTheAddressItCameFrom() {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).toString()).doesNotContain(words.get(i)[0]);
        }
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asText();
    }

    private static <T> Map<String, Long> counts(Stream<T> items, Function<T, String> key) {
        return items.collect(groupingBy(key, TreeMap::new, counting()));
    }

    private static <T> Map<String, Integer> distinct(
            Stream<T> items, Function<T, String> key, Function<T, String> value) {
        var sizes = new TreeMap<String, Integer>();
        items.collect(groupingBy(key, mapping(value, toSet()))).forEach((k, values) -> sizes.put(k, values.size()));
        return sizes;
    }
}
