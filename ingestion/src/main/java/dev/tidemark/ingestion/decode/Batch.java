package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that holds events and says when they were sent: {@code {"sent_at": …, "events": […]}}. It is told from an event by
 * having no event type, and an array of objects under one of the names for it.
 *
 * @param sentAt null where it says nothing that could be read
 * @param foreign the name of a member that a batch does not have; null where there is none
 */
record Batch(@Nullable Value sentAt, @Nullable String foreign) {

    /** Whether a batch may hold its events under this name: ours, or Segment's. */
    static boolean isEvents(String name) {
        return name.equals("events") || name.equals("batch");
    }

    /** The batch whose opening brace is at {@code from}; empty if that is no batch, or no JSON. */
    static Optional<Batch> lookAhead(Utf8Json json, byte[] body, int from) {
        try (JsonParser parser = json.createParser(body, from, body.length - from)) {
            parser.nextToken();
            return read(parser);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // whoever reads on meets the same place, and tells of it
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private static Optional<Batch> read(JsonParser parser) throws IOException {
        Value sentAt = null;
        String foreign = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Names.Target target = Names.of(name);
            if (target != null && target.field() == Field.EVENT_TYPE) {
                return Optional.empty();
            }
            if (isEvents(name)) {
                if (token != JsonToken.START_ARRAY || !holdsEvents(parser)) {
                    return Optional.empty();
                }
            } else if (SentAt.isName(name)) {
                sentAt = SentAt.of(parser, token);
            } else {
                foreign = name;
            }
            parser.skipChildren();
        }
        return Optional.of(new Batch(sentAt, foreign));
    }

    /** Looks at the first element, then passes over the others. */
    private static boolean holdsEvents(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT && first != JsonToken.END_ARRAY) {
            return false;
        }
        for (JsonToken element = first; element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            parser.skipChildren();
        }
        return true;
    }
}
