package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
    private static CsvFormat format(char delimiter, Map<String, String> columns, Map<String, String> constants) {
        TimeReading time = TimeReading.of(Optional.empty(), ZoneId.of("Europe/Berlin"));
        return new CsvFormat(new CsvOptions(delimiter, columns, time), new Constants(constants));
    }

    @Test
    void theColumnsOfTheCitusTutorialNeedOnlyTheCustomerMapped() throws IOException {
        String file = """
                customer_id,event_type,country,browser,device_id,session_id
                1,Click,USA,Chrome,17,4711
                2,Scroll,DE,"Firefox, beta",18,4712
                """;
        List<JsonNode> events =
                ImportedEvents.of(format(',', Map.of("customer_id", "org_id"), Map.of("app_id", "web")), file);
        assertThat(events).hasSize(2);
        assertThat(events.get(1).toString())
                .startsWith(
                        "{\"org_id\":\"2\",\"event_type\":\"Scroll\",\"country\":\"DE\","
                                + "\"browser\":\"Firefox, beta\",\"device_id\":\"18\",\"session_id\":\"4712\",\"app_id\":\"web\"");
    }

    @Test
    void equalRowsAreDistinctAndKeepTheirIdsAsTheFileGrows() throws IOException {
        CsvFormat format = format(',', Map.of(), Map.of());
        List<String> before = ids(format, "event_type\na\na\nb\n");
        assertThat(new HashSet<>(before)).hasSize(3);
        assertThat(ids(format, "event_type\na\na\nb\na\n"))
                .startsWith(before.toArray(String[]::new))
                .hasSize(4);
    }

    @Test
    void quotesLineBreaksAndDelimitersAreRead() throws IOException {
        List<JsonNode> events = ImportedEvents.of(
                format(';', Map.of("note", "properties.note", "secret", "-"), Map.of()),
                "event_type;note;secret\r\nx;\"two\nlines; \"\"quoted\"\"\";hidden\r\n");
        assertThat(events.getFirst().path("properties").path("note").asText()).isEqualTo("two\nlines; \"quoted\"");
        assertThat(events.toString()).doesNotContain("hidden");
    }

    @Test
    void timesWithoutZoneAreReadInTheGivenOne() throws IOException {
        List<JsonNode> events = ImportedEvents.of(
                format(',', Map.of("at", "timestamp"), Map.of()),
                "event_type,at\nx,2026-07-01 12:00:00\nx,2026-07-01T12:00:00+00\nx,1500000000\nx,1500000000123\nx,soon\nx,\n");
        assertThat(events.stream().map(event -> event.path("timestamp").asText()))
                .containsExactly(
                        "2026-07-01T10:00:00Z",
                        "2026-07-01T12:00:00Z",
                        "2017-07-14T02:40:00Z",
                        "2017-07-14T02:40:00.123Z",
                        "soon",
                        ImportedEvents.NOW.toString());
    }

    @Test
    void anIdOfItsOwnIsKept() throws IOException {
        assertThat(ids(format(',', Map.of("id", "event_id"), Map.of()), "id,event_type\norder-7,x\n"))
                .containsExactly("order-7");
    }

    @Test
    void aRowOfAnotherLengthIsRefusedAlone() throws IOException {
        List<Conversion> conversions = ImportedEvents.conversions(
                format(',', Map.of(), Map.of()), "event_type,n\nx,1,2\nx\nx,1\n".getBytes(UTF_8));
        assertThat(conversions.get(0).toString()).contains("3 values, expected 2");
        assertThat(conversions.get(1).toString()).contains("1 values, expected 2");
        assertThat(conversions.get(2)).isInstanceOf(Conversion.Event.class);
    }

    @Test
    void aMappingOfAColumnThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> ImportedEvents.of(format(',', Map.of("custmer", "org_id"), Map.of()), "customer\n1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("custmer")
                .hasMessageContaining("customer");
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThatThrownBy(() -> ImportedEvents.of(format(',', Map.of(), Map.of()), ""))
                .hasMessageContaining("expected a row of column names");
    }

    private static List<String> ids(CsvFormat format, String file) throws IOException {
        return ImportedEvents.of(format, file).stream()
                .map(event -> event.path("event_id").asText())
                .toList();
    }
}
