package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a body that is one JSON object, an array, or several of these one after the other. */
final class JsonBody {

    private final JsonParser parser;
    private final int offset;
    private final EventReader reader;
    private final Collector collector;

    private JsonBody(JsonParser parser, byte[] body, int offset, Collector collector) {
        this.parser = parser;
        this.offset = offset;
        this.reader = new EventReader(body, offset, parser);
        this.collector = collector;
    }

    static Decoded read(Utf8Json json, byte[] body, int start, Collector collector) {
        try (JsonParser parser = json.createParser(body, start, body.length - start)) {
            JsonBody reading = new JsonBody(parser, body, start, collector);
            return reading.roots();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private Decoded roots() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            while (token != null && !collector.overflows()) {
                root(token);
                token = parser.nextToken();
            }
            return collector.decoded();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            JsonLocation where = location == null || location.getLineNr() < 1 ? parser.currentLocation() : location;
            return new Decoded.Unreadable(
                    "the body is no JSON: " + e.getOriginalMessage(),
                    where.getLineNr(),
                    where.getColumnNr(),
                    offset + where.getByteOffset());
        }
    }

    private void root(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> event();
            case START_ARRAY -> array();
            default ->
                throw new JsonParseException(
                        parser,
                        "expected a JSON object, an array of them, or one to a line; found " + token.asString(),
                        parser.currentTokenLocation());
        }
    }

    private void array() throws IOException {
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY && !collector.overflows()) {
            element(token);
            token = parser.nextToken();
        }
    }

    private void element(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            event();
        } else {
            int from = tokenStart();
            parser.skipChildren();
            parser.finishToken();
            collector.reject(
                    EventDecoder.unreadable("an element of the array is no JSON object, which each event is"),
                    from,
                    position());
        }
    }

    private void event() throws IOException {
        int from = tokenStart();
        int outside = parser.getParsingContext().getNestingDepth() - 1;
        try {
            Event event = reader.read(collector.draft());
            collector.take(event, from, position());
        } catch (InvalidEventException e) {
            skipTo(outside);
            if (collector.isTooLarge(position() - from)) {
                collector.rejectTooLarge(from, position());
            } else {
                collector.reject(e.violation(), from, position());
            }
        }
    }

    private void skipTo(int depth) throws IOException {
        while (parser.getParsingContext().getNestingDepth() > depth) {
            parser.nextToken();
        }
    }

    private int tokenStart() {
        return offset + (int) parser.currentTokenLocation().getByteOffset();
    }

    private int position() {
        return offset + (int) parser.currentLocation().getByteOffset();
    }
}
