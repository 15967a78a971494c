package dev.tidemark.ingestion.decode;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.ingestion.decode.Names.Target;
import dev.tidemark.ingestion.decode.Value.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects as events, one pass and no tree. Members of nested objects are known by their path, names joined by dots.
 *
 * <ul>
 *   <li>A path that is a field's own name or alias sets the field; which of several wins is decided by {@link Draft}.
 *   <li>Any other path is a property. The members of the group {@code properties} are properties under their names alone,
 *       whatever the catalogue says. What the server sets itself, {@code received_at} and {@code actor_id}, is no field to a
 *       client: sent, it is a property like any other.
 *   <li>An array is a property of its JSON text without white space. Null, the empty text and the empty group are absent.
 *   <li>Of a name sent twice the last counts. A member with an empty name is called {@code _}.
 * </ul>
 */
final class EventReader {

    /** Levels of objects and arrays, the event itself being the first. */
    static final int MAX_DEPTH = 64;

    private static final String PROPERTIES = "properties";

    private final byte[] body;
    private final int offset;
    private final JsonParser parser;
    private final StringBuilder path = new StringBuilder();

    /**
     * @param offset where in the body the parser began; the parser counts its bytes from there
     */
    EventReader(byte[] body, int offset, JsonParser parser) {
        this.body = body;
        this.offset = offset;
        this.parser = parser;
    }

    /**
     * Reads the object whose opening brace is the parser's current token, up to its closing brace.
     *
     * @throws InvalidEventException if it is no event; the parser then stands somewhere within
     * @throws IOException if the text is no JSON
     */
    Event read(Draft draft) throws IOException, InvalidEventException {
        return requireNonNull(read(draft, () -> false), "only a batch is no event");
    }

    /** Tells what an object is that has an array under a name by which batches hold their events. */
    @FunctionalInterface
    interface BatchTest {
        /** Whether the object at hand is a batch; the parser is not moved. */
        boolean isBatch();
    }

    /**
     * Reads an object that may be a batch instead of an event: asked only where a member suggests so, since a look ahead costs time.
     *
     * @return null if it is one; the opening bracket of its events is the parser's current token then
     */
    @Nullable
    Event read(Draft draft, BatchTest test) throws IOException, InvalidEventException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(PROPERTIES)) {
                properties(token, draft);
            } else if (token == JsonToken.START_OBJECT) {
                group(named(name), draft);
            } else if (token == JsonToken.START_ARRAY && Batch.isEvents(name) && test.isBatch()) {
                return null;
            } else {
                member(token, name, draft);
            }
        }
        return draft.finish();
    }

    private void properties(JsonToken token, Draft draft) throws IOException, InvalidEventException {
        if (token == JsonToken.START_OBJECT) {
            path.setLength(0);
            members(draft, false, 2);
        } else if (token != JsonToken.VALUE_NULL) {
            throw new InvalidEventException(
                    RejectionCode.WRONG_TYPE,
                    "properties is " + kind(token) + ", expected an object of names and values");
        }
    }

    private void group(String name, Draft draft) throws IOException, InvalidEventException {
        Target target = Names.of(name);
        if (target != null && target.isOwnName()) {
            throw new InvalidEventException(
                    RejectionCode.WRONG_TYPE,
                    name + " is " + Kind.GROUP + ", expected a single value; send groups under another name");
        }
        path.setLength(0);
        path.append(name);
        members(draft, true, 2);
    }

    private void member(JsonToken token, String sent, Draft draft) throws IOException, InvalidEventException {
        Target usual = Names.of(sent); // needs no cleaning
        String name = usual == null ? named(sent) : sent;
        Value value = value(token, name, 1);
        if (value == null) {
            return;
        }
        Target target = usual == null ? Names.of(name) : usual;
        if (target == null) {
            draft.property(name, value);
        } else {
            draft.field(target, value);
        }
    }

    /** The members of a nested object, whose own path is in {@link #path}; it grows and shrinks in place, so deep paths cost no more than their names. */
    private void members(Draft draft, boolean inCatalogue, int depth) throws IOException, InvalidEventException {
        checkDepth(depth);
        int length = path.length();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            path.append(length == 0 ? "" : ".").append(named(name));
            if (token == JsonToken.START_OBJECT) {
                members(draft, inCatalogue, depth + 1);
            } else {
                nested(draft, token, inCatalogue, depth);
            }
            path.setLength(length);
        }
    }

    private void nested(Draft draft, JsonToken token, boolean inCatalogue, int depth)
            throws IOException, InvalidEventException {
        Value value = value(token, "a property", depth);
        if (value == null) {
            return;
        }
        String key = path.toString();
        Target target = inCatalogue ? Names.of(key) : null;
        if (target == null) {
            draft.property(key, value.text());
        } else {
            draft.field(target, value);
        }
    }

    /** The scalar or array at hand; null where it counts as absent. */
    private @Nullable Value value(JsonToken token, String path, int depth) throws IOException, InvalidEventException {
        return switch (token) {
            case VALUE_STRING -> {
                String text = Text.clean(parser.getText());
                yield text.isEmpty() ? null : new Value(Kind.TEXT, text);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Value(Kind.NUMBER, Numbers.canonical(path, parser.getText()));
            case VALUE_TRUE -> new Value(Kind.FLAG, "true");
            case VALUE_FALSE -> new Value(Kind.FLAG, "false");
            case START_ARRAY -> new Value(Kind.LIST, list(depth));
            default -> null;
        };
    }

    private String list(int depth) throws IOException, InvalidEventException {
        int from = offset + (int) parser.currentTokenLocation().getByteOffset();
        int open = 1;
        checkDepth(depth + open);
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                open++;
                checkDepth(depth + open);
            } else if (token.isStructEnd()) {
                open--;
            }
        }
        return CompactJson.of(
                body, from, offset + (int) parser.currentLocation().getByteOffset());
    }

    private static void checkDepth(int depth) throws InvalidEventException {
        if (depth > MAX_DEPTH) {
            throw new InvalidEventException(
                    RejectionCode.UNREADABLE,
                    "the event nests objects or arrays more than " + MAX_DEPTH + " deep, expected at most that");
        }
    }

    private static String named(String name) {
        String clean = Text.clean(name);
        return clean.isEmpty() ? "_" : clean;
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case START_ARRAY -> Kind.LIST;
            case START_OBJECT -> Kind.GROUP;
            default -> Kind.FLAG;
        };
    }
}
