package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads a body that is one JSON object, an array, a {@link Batch}, or several of these one after the other. */
final class JsonBody {

    private final Utf8Json json;
    private final byte[] body;
    private final JsonParser parser;
    private final int offset;
    private final EventReader reader;
    private final Collector collector;
    private @Nullable Batch batch;

    private JsonBody(Utf8Json json, JsonParser parser, byte[] body, int offset, Collector collector) {
        this.json = json;
        this.body = body;
        this.parser = parser;
        this.offset = offset;
        this.reader = new EventReader(body, offset, parser);
        this.collector = collector;
    }

    static Decoded read(Utf8Json json, byte[] body, int start, Collector collector) {
        try (JsonParser parser = json.createParser(body, start, body.length - start)) {
            JsonBody reading = new JsonBody(json, parser, body, start, collector);
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
                    (e instanceof NoBatchException ? "" : "the body is no JSON: ") + e.getOriginalMessage(),
                    where.getLineNr(),
                    where.getColumnNr(),
                    offset + where.getByteOffset());
        }
    }

    private void root(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> eventOrBatch();
            case START_ARRAY -> array();
            default ->
                throw new JsonParseException(
                        parser,
                        "expected a JSON object, an array of them, a batch, or one to a line; found "
                                + token.asString(),
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

    private void eventOrBatch() throws IOException {
        int from = tokenStart();
        batch = null;
        event(() -> isBatch(from));
        Batch found = batch;
        if (found != null) {
            batch(found);
        }
    }

    private boolean isBatch(int from) {
        batch = batch == null ? Batch.lookAhead(json, body, from).orElse(null) : batch;
        return batch != null;
    }

    private void batch(Batch found) throws IOException {
        if (found.foreign() != null) {
            throw new NoBatchException(
                    parser,
                    "the batch has a member '" + found.foreign()
                            + "', expected nothing but 'events' (or 'batch') and 'sent_at'; put what is meant for every event"
                            + " into each of them",
                    parser.currentTokenLocation());
        }
        collector.clock().enterBatch(found.sentAt());
        array();
        while (!collector.overflows() && parser.nextFieldName() != null) {
            boolean isEvents = Batch.isEvents(parser.currentName());
            if (parser.nextToken() == JsonToken.START_ARRAY && isEvents) {
                array();
            } else {
                parser.skipChildren();
            }
        }
        collector.clock().leaveBatch();
    }

    /** JSON, yet not what a batch may be. */
    private static final class NoBatchException extends JsonParseException {
        private static final long serialVersionUID = 1L;

        NoBatchException(JsonParser parser, String message, JsonLocation location) {
            super(parser, message, location);
        }
    }

    private void event() throws IOException {
        event(() -> false);
    }

    private void event(EventReader.BatchTest test) throws IOException {
        int from = tokenStart();
        int outside = parser.getParsingContext().getNestingDepth() - 1;
        try {
            Event event = reader.read(collector.draft(), test);
            if (event != null) {
                collector.take(event, from, position());
            }
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
