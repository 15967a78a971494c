package dev.tidemark.app.wiring;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Field;
import dev.tidemark.ingestion.decode.SentAt;
import dev.tidemark.ingestion.delivery.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The event of a dead letter, as it is sent again: the text that came, with the letter's id put in where the event has none, and the
 * time of its sending moved by what passed since. No other value is converted on the way, for a value that cannot be may be the very reason of the letter.
 */
final class LetterBody {
    private static final JsonFactory JSON = new JsonFactory();

    private LetterBody() {}

    /** Empty if the text is no whole JSON object. */
    static Optional<String> of(DeadLetter letter, Instant now) {
        try (JsonParser parser = JSON.createParser(letter.raw())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            int inside = (int) parser.currentTokenLocation().getCharOffset() + 1;
            boolean hasId = false;
            boolean hasMembers = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = parser.currentName().equals(Field.EVENT_ID.label());
                hasId |= parser.nextToken() != JsonToken.VALUE_NULL && isId;
                hasMembers = true;
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
            String event = hasId ? letter.raw() : withId(letter, inside, hasMembers);
            return Optional.of(SentAt.later(event, Duration.between(letter.receivedAt(), now)));
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withId(DeadLetter letter, int inside, boolean hasMembers) {
        return "{\"" + Field.EVENT_ID.label() + "\":\"" + letter.id() + "\"" + (hasMembers ? "," : "")
                + letter.raw().substring(inside);
    }
}
