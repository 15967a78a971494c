package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {
    private final ImportFormat format = new NdjsonFormat(new Constants(Map.of()));

    private static String sent(ImportFormat format, String line) throws IOException {
        Conversion conversion =
                ImportedEvents.conversions(format, line.getBytes(UTF_8)).getFirst();
        return switch (conversion) {
            case Conversion.Event(byte[] json) -> new String(json, UTF_8);
            case Conversion.Refused refused -> refused.toString();
        };
    }

    @Test
    void aCompleteEventGoesOutByteByByte() throws IOException {
        String line = " {\"event_id\":\"7\", \"timestamp\":1.50e9 ,\"event_type\":\"x\"}";
        assertThat(sent(format, line)).isEqualTo(line);
    }

    @Test
    void whatIsMissingIsPutFirst() throws IOException {
        assertThat(sent(format, "{\"event_type\":\"x\",\"n\":1.10}"))
                .matches("\\{\"event_id\":\"[0-9a-f-]{36}\",\"timestamp\":\"2026-05-17T10:00:00Z\","
                        + "\"event_type\":\"x\",\"n\":1\\.10}");
        assertThat(sent(format, "{\"event_id\":null,\"timestamp\":\"\"}")).startsWith("{\"event_id\":\"");
        assertThat(ImportedEvents.of(format, "{}").getFirst().fieldNames())
                .toIterable()
                .containsExactly("event_id", "timestamp");
    }

    @Test
    void constantsFillOnlyWhatIsAbsentUnderAllOfItsNames() throws IOException {
        var withApp = new NdjsonFormat(new Constants(Map.of("app_id", "shop", "properties.host", "a")));
        assertThat(sent(withApp, "{\"event_type\":\"x\"}"))
                .contains("\"app_id\":\"shop\"", "\"properties\":{\"host\":\"a\"}");
        JsonNode own = ImportedEvents.of(withApp, "{\"service_name\":\"api\"}").getFirst();
        assertThat(own.has("app_id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"event_type\":", "[1,2]", "hello", "{} {}", "{\"a\":1}}"})
    void whatIsNoObjectIsLeftToTheServerToRefuse(String line) throws IOException {
        assertThat(sent(format, line)).isEqualTo(line);
    }

    @Test
    void blankLinesByteOrderMarkAndCarriageReturnsAreNoContent() throws IOException {
        var plain = ImportedEvents.of(format, "{\"event_type\":\"x\"}\n");
        assertThat(ImportedEvents.of(format, "\uFEFF{\"event_type\":\"x\"}\r\n\r\n  \n"))
                .isEqualTo(plain);
    }

    @Test
    void aLineWithoutEndIsRefusedWithoutBeingHeldInMemory() throws IOException {
        assertThat(sent(format, "{\"a\":\"" + "x".repeat(3 << 20) + "\"}")).contains("TOO_LARGE");
    }

    @Test
    void constantsBelongToTheIdentity() throws IOException {
        String line = "{\"event_type\":\"x\"}";
        var other = new NdjsonFormat(new Constants(Map.of("app_id", "b")));
        assertThat(ImportedEvents.of(other, line).getFirst().path("event_id"))
                .isNotEqualTo(ImportedEvents.of(format, line).getFirst().path("event_id"));
    }
}
