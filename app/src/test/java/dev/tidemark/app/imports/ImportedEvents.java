package dev.tidemark.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a format makes of a text or bytes, without a server. */
final class ImportedEvents {
    static final Instant NOW = Instant.parse("2026-05-17T10:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImportedEvents() {}

    static List<Conversion> conversions(ImportFormat format, byte[] input) throws IOException {
        var conversions = new ArrayList<Conversion>();
        RecordIds ids = format.ids();
        try (RecordReader reader = format.open(new ByteArrayInputStream(input))) {
            for (Optional<SourceRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
                SourceRecord source = record.get();
                conversions.add(source.convert(ids.next(source.content()).id(), NOW));
            }
        }
        return conversions;
    }

    static List<JsonNode> of(ImportFormat format, byte[] input) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (Conversion conversion : conversions(format, input)) {
            switch (conversion) {
                case Conversion.Event(byte[] json) -> events.add(JSON.readTree(json));
                case Conversion.Refused refused -> throw new AssertionError(refused.toString());
            }
        }
        return events;
    }

    static List<JsonNode> of(ImportFormat format, String input) throws IOException {
        return of(format, input.getBytes(StandardCharsets.UTF_8));
    }
}
