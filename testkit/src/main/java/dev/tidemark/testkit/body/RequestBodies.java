package dev.tidemark.testkit.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Bodies for the entrance of events, from well-formed to noise, drawn from a seed so that each can be drawn again. Roughly a
 * third are good, a third hold some bad events, a third are no JSON.
 */
public final class RequestBodies {

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/x-ndjson",
            "application/x-ndjson;charset=UTF-8",
            "text/plain;charset=UTF-8",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "application/jsonl");

    /** What a change of one character does most harm with. */
    private static final String SYNTAX = "{}[]\":,\\\n\0 0-eE.";

    private final RandomGenerator random;
    private final JsonObjects objects;

    public RequestBodies(RandomGenerator random) {
        this.random = random;
        this.objects = new JsonObjects(random);
    }

    /** A body and how it is labelled. */
    @SuppressWarnings("ArrayRecordComponent") // sent once
    public record Body(String contentType, byte[] bytes) {}

    /** The next body; at most a few hundred kilobytes, nearly always below ten. */
    public Body next() {
        String contentType = CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()));
        return new Body(contentType, bytes());
    }

    private byte[] bytes() {
        return switch (random.nextInt(13)) {
            case 0, 1 -> objects.event().getBytes(UTF_8);
            case 2, 3 -> array(objects::event).getBytes(UTF_8);
            case 4 -> lines(objects::event).getBytes(UTF_8);
            case 5 -> array(objects::oddEvent).getBytes(UTF_8);
            case 6 -> lines(objects::oddEvent).getBytes(UTF_8);
            case 7, 8 -> mutated(array(objects::event).getBytes(UTF_8));
            case 9 -> mutated(lines(objects::oddEvent).getBytes(UTF_8));
            case 10 -> noise();
            case 11 -> batch();
            default -> extreme().getBytes(UTF_8);
        };
    }

    private String array(Supplier<String> element) {
        return "[" + String.join(random.nextBoolean() ? "," : " ,\n ", several(element)) + "]";
    }

    /** Events with a note of when they were sent, true or not, and at times with what no batch has. */
    private byte[] batch() {
        String note = random.nextInt(4) == 0 ? objects.member() : objects.sentAt();
        String events = (random.nextBoolean() ? "\"events\":" : "\"batch\":")
                + array(random.nextInt(3) == 0 ? objects::oddEvent : objects::event);
        String batch = random.nextBoolean() ? "{" + note + "," + events + "}" : "{" + events + " , " + note + "}";
        byte[] bytes = batch.getBytes(UTF_8);
        return random.nextInt(4) == 0 ? mutated(bytes) : bytes;
    }

    private String lines(Supplier<String> element) {
        return String.join(random.nextInt(4) == 0 ? "\r\n" : "\n", several(element)) + "\n".repeat(random.nextInt(3));
    }

    private List<String> several(Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            elements.add(element.get());
        }
        return elements;
    }

    /** A few bytes changed, inserted, removed, or the end cut off. */
    public byte[] mutated(byte[] body) {
        byte[] changed = body;
        for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
            int at = random.nextInt(changed.length);
            byte b = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : SYNTAX.charAt(random.nextInt(SYNTAX.length())));
            changed = switch (random.nextInt(4)) {
                case 0 -> spliced(changed, at, at, b);
                case 1 -> spliced(changed, at, at + 1, b);
                case 2 -> spliced(changed, at, Math.min(changed.length, at + 1 + random.nextInt(8)));
                default ->
                    random.nextInt(3) == 0 ? spliced(changed, at, changed.length) : spliced(changed, at, at + 1, b);
            };
        }
        return changed;
    }

    private static byte[] spliced(byte[] body, int from, int to, byte... between) {
        byte[] result = new byte[from + between.length + body.length - to];
        System.arraycopy(body, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(body, to, result, from + between.length, body.length - to);
        return result;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(600)];
        random.nextBytes(noise);
        return noise;
    }

    private String extreme() {
        int size = 1 << random.nextInt(17);
        return switch (random.nextInt(8)) {
            case 0 -> "[".repeat(size);
            case 1 -> "{\"a\":".repeat(size);
            case 2 -> "[".repeat(size) + "]".repeat(size);
            case 3 -> "{\"event_type\":\"" + "x".repeat(size) + "\"}";
            case 4 -> "{\"event_type\":\"a\",\"amount\":" + "9".repeat(size) + "}";
            case 5 -> "{\"event_type\":\"a\",\"n\":1e" + "9".repeat(Math.min(size, 40)) + "}";
            case 6 -> "[" + String.join(",", Collections.nCopies(Math.min(size, 5000), "1")) + "]";
            default -> "{\"event_type\":\"a\",\"properties\":{" + manyMembers(Math.min(size, 2000)) + "}}";
        };
    }

    private static String manyMembers(int count) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add("\"k" + i + "\":" + i);
        }
        return String.join(",", members);
    }
}
