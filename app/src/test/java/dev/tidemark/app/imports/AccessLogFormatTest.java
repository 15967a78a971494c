package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogFormatTest {
    private static final Constants NONE = new Constants(Map.of());

    private final ImportFormat format = new AccessLogFormat(new Secret("pepper and salt"), NONE);

    private List<JsonNode> sample() throws IOException {
        try (InputStream log = AccessLogFormatTest.class.getResourceAsStream("/imports/access.log")) {
            return ImportedEvents.of(format, Objects.requireNonNull(log).readAllBytes());
        }
    }

    private static List<String> texts(List<JsonNode> events, String field) {
        return events.stream().map(event -> event.path(field).asText("-")).toList();
    }

    @Test
    void methodAndEndpointAreThoseOfTheRequestLine() throws IOException {
        assertThat(texts(sample(), "method"))
                .containsExactly("GET", "GET", "POST", "GET", "-", "-", "GET", "GET", "OPTIONS", "-", "GET");
        assertThat(texts(sample(), "endpoint"))
                .containsExactly(
                        "/shop/shoes",
                        "/shop/shoes",
                        "/api/orders",
                        "/api/orders/7",
                        "-",
                        "-",
                        "/search",
                        "/café",
                        "*",
                        "-",
                        "/");
    }

    @Test
    void statusBytesAndDurationAreThoseLogged() throws IOException {
        assertThat(texts(sample(), "status_code"))
                .containsExactly("200", "200", "201", "304", "408", "400", "200", "404", "200", "400", "200");
        assertThat(texts(sample(), "bytes"))
                .containsExactly("5120", "5120", "312", "-", "-", "226", "77", "12", "0", "0", "10");
        assertThat(texts(sample(), "duration_ms"))
                .containsExactly("-", "-", "125", "4", "-", "-", "-", "-", "-", "-", "-");
    }

    @Test
    void timesKeepTheirOffset() throws IOException {
        assertThat(sample().getFirst().path("timestamp").asText()).isEqualTo("2026-02-03T08:15:00+01:00");
    }

    @Test
    void escapesAreRemovedWhereTheBytesAreText() throws IOException {
        JsonNode event = sample().get(6);
        assertThat(event.path("referrer").asText()).isEqualTo("http://\\xe4\\xe5/");
        assertThat(event.path("properties").path("user_agent").asText()).isEqualTo("agent \"with\" quotes \\ and é");
    }

    @Test
    void browserAndSystemAreNamedByTheUserAgent() throws IOException {
        assertThat(texts(sample(), "browser"))
                .startsWith("Firefox", "Firefox", "curl", "-")
                .endsWith("Wget");
        assertThat(texts(sample(), "os")).startsWith("Linux", "Linux", "-");
    }

    @Test
    void aValueCutOffByTheEndOfTheLineIsTakenAsItIs() throws IOException {
        assertThat(sample().get(9).path("properties").path("user_agent").asText())
                .isEqualTo("cut off by the disk");
    }

    @Test
    void oneAddressIsOneActorHoweverItIsWritten() throws IOException {
        List<String> actors = texts(sample(), "anonymous_id");
        assertThat(actors.get(0))
                .matches("[0-9a-f]{32}")
                .isEqualTo(actors.get(1))
                .isEqualTo(actors.get(10));
        assertThat(actors.get(2)).isEqualTo(actors.get(3));
        assertThat(new HashSet<>(actors)).hasSize(7);
    }

    @Test
    void noAddressAndNoUserNameIsInAnyEvent() throws IOException {
        assertThat(sample().toString())
                .doesNotContain("192.0.2", "198.51.100", "203.0.113", "anna")
                .doesNotContainIgnoringCase("2001:db8");
    }

    @Test
    void equalLinesAreDistinctEvents() throws IOException {
        assertThat(new HashSet<>(texts(sample(), "event_id"))).hasSize(11);
    }

    @Test
    void idsAndActorsAreTheSameAtEachReadingAndOthersWithAnotherSalt() throws IOException {
        List<JsonNode> first = sample();
        assertThat(sample()).isEqualTo(first);
        String line = "192.0.2.10 - - [03/Feb/2026:08:15:00 +0100] \"GET / HTTP/1.1\" 200 1";
        JsonNode here = ImportedEvents.of(format, line).getFirst();
        JsonNode elsewhere = ImportedEvents.of(new AccessLogFormat(new Secret("other"), NONE), line)
                .getFirst();
        assertThat(elsewhere.path("event_id")).isNotEqualTo(here.path("event_id"));
        assertThat(elsewhere.path("anonymous_id")).isNotEqualTo(here.path("anonymous_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.99 something else",
                "192.0.2.99 - - [03/Feb/2026:08:15:00 +0100] \"GET / HTTP/1.1\" OK 5",
                "192.0.2.99 - - [yesterday] \"GET / HTTP/1.1\" 200 5",
                "192.0.2.99 - - [",
                " [] \"",
            })
    void whatIsNoLineOfALogIsRefusedWithoutQuotingIt(String line) throws IOException {
        Conversion conversion =
                ImportedEvents.conversions(format, line.getBytes(UTF_8)).getFirst();
        assertThat(conversion).isInstanceOf(Conversion.Refused.class);
        assertThat(conversion.toString()).doesNotContain("192.0.2");
    }

    @Test
    void bytesThatAreNoUtf8AreReadAsLatin1() throws IOException {
        String line = "192.0.2.1 - - [03/Feb/2026:08:15:00 +0100] \"GET /caf\u00e9 HTTP/1.1\" 200 5";
        assertThat(ImportedEvents.of(format, line.getBytes(ISO_8859_1))
                        .getFirst()
                        .path("endpoint")
                        .asText())
                .isEqualTo("/café");
    }

    @Test
    void anEndlessTargetIsCutAndStillCounts() throws IOException {
        String line = "192.0.2.1 - - [03/Feb/2026:08:15:00 +0100] \"GET /" + "a".repeat(9000) + " HTTP/1.1\" 414 5";
        assertThat(ImportedEvents.of(format, line).getFirst().path("endpoint").asText())
                .hasSize(2048);
    }
}
