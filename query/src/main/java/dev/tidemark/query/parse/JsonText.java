package dev.tidemark.query.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads JSON strictly: one value, no member twice, numbers exactly as written, bounded in depth. */
final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    /** @param place what the text is, for complaints about it */
    static JsonNode read(byte[] json, String place) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isMissingNode()) {
                throw Mistake.of(place, "empty", "a JSON object").asException();
            }
            return node;
        } catch (JsonProcessingException e) {
            throw unreadable(e, place);
        } catch (NumberFormatException e) {
            throw unreadable(place, "a number's exponent is too large");
        } catch (IOException e) {
            throw unreadable(place, "its bytes are no text");
        }
    }

    private static QueryMistakeException unreadable(String place, String reason) {
        return new Mistake(place, place + " is not valid JSON: " + reason, List.of(), Optional.empty()).asException();
    }

    private static QueryMistakeException unreadable(JsonProcessingException e, String place) {
        JsonLocation location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new Mistake(place, place + " is not valid JSON" + where + ": " + reason(e), List.of(), Optional.empty())
                .asException();
    }

    /** The parser's own words, without what it says about itself. */
    private static String reason(JsonProcessingException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        int aside = line.indexOf(" (start marker at");
        return aside < 0 ? line : line.substring(0, aside);
    }
}
