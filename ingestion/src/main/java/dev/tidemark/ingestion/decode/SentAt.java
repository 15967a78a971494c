package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Text;
import dev.tidemark.ingestion.decode.Value.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something was sent, as its sender says: {@code sent_at}, or {@code sentAt} as Segment has it. */
public final class SentAt {

    private static final Utf8Json JSON = new Utf8Json();

    private SentAt() {}

    /** Whether a member of this name of an event or a batch says when it was sent. */
    static boolean isName(String name) {
        return name.equals("sent_at") || name.equals("sentAt");
    }

    /** Of a text; null where it is blank. */
    static @Nullable Value of(String text) {
        return text.isBlank() ? null : new Value(Kind.TEXT, text.strip());
    }

    /** The value that is the parser's current token; null where it counts as absent. */
    static @Nullable Value of(JsonParser parser, JsonToken token) throws IOException {
        if (token.isStructStart()) {
            return new Value(Kind.TEXT, token.asString());
        }
        if (token.isNumeric()) {
            return new Value(Kind.NUMBER, parser.getText());
        }
        return token == JsonToken.VALUE_NULL ? null : of(Text.clean(parser.getText()));
    }

    /**
     * The text of an event as it has to be sent now, so that what it says of its sending still puts its timestamp right.
     *
     * @param event a JSON object, that came in once already
     * @param since how long ago it did
     * @return the same text where it does not say when it was sent, or nothing that can be read
     */
    public static String later(String event, Duration since) {
        if (!event.contains("\"sent_at\"") && !event.contains("\"sentAt\"")) {
            return event;
        }
        byte[] utf8 = event.getBytes(UTF_8);
        try (JsonParser parser = JSON.createParser(utf8, 0, utf8.length)) {
            parser.nextToken();
            String member = null;
            Value value = null;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (isName(name)) {
                    member = name;
                    value = of(parser, token);
                }
                parser.skipChildren();
            }
            return member == null || value == null
                    ? event
                    : later(event, member, Timestamps.parse(value).plus(since));
        } catch (JacksonException | InvalidEventException e) {
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    /** Of a member that is there twice the last counts. */
    private static String later(String event, String member, Instant sentAt) {
        return event.substring(0, event.lastIndexOf('}')) + ",\"" + member + "\":\"" + sentAt + "\"}";
    }
}
