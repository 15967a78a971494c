package dev.tidemark.testkit.body;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws single events as JSON text: some that every server of this kind must take, some with all that can be wrong with one. */
final class JsonObjects {

    private static final List<String> NAMES = Arrays.stream(Field.values())
            .flatMap(field -> Stream.concat(
                    Stream.of(field.label()), field.aliases().stream().map(Alias::path)))
            .toList();
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "München",
            "日本",
            "😀",
            "\0",
            "\ud800",
            "x\udc00y",
            "null",
            "-1",
            "1e3",
            "2024-01-15T10:30:00Z",
            "US",
            "{\"a\":1}",
            "';--",
            "\u202e",
            "a.b.c");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.1",
            "1.50",
            "1e3",
            "1E-7",
            "9223372036854775808",
            "123456789012345.6789",
            "1e400",
            "-1e-400",
            "1e999999999",
            "1705314600",
            "1705314600000",
            "99999999999999999999999999");

    private final RandomGenerator random;

    JsonObjects(RandomGenerator random) {
        this.random = random;
    }

    /** An event without a fault. */
    String event() {
        List<String> members = new ArrayList<>();
        members.add("\"event_type\":" + JsonText.quoted(one(List.of("screen_view", "purchase", "request"))));
        if (random.nextBoolean()) {
            members.add("\"event_id\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"");
        }
        if (random.nextBoolean()) {
            members.add("\"timestamp\":\"2024-0" + (1 + random.nextInt(9)) + "-15T10:30:00Z\"");
        }
        members.add("\"user_id\":\"user-" + random.nextInt(1000) + "\"");
        members.add("\"platform\":" + JsonText.quoted(one(List.of("ios", "android", "web"))));
        members.add("\"duration_ms\":" + random.nextInt(10_000));
        members.add("\"properties\":{\"plan\":\"pro\",\"n\":" + random.nextInt() + "}");
        return "{" + String.join(",", members) + "}";
    }

    /** Any object: known and unknown names with values of every kind. */
    String oddEvent() {
        List<String> members = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            members.add("\"event_type\":\"odd\"");
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            members.add(random.nextInt(8) == 0 ? sentAt() : member());
        }
        return "{" + String.join(",", members) + "}";
    }

    /** A member of whatever name and value. */
    String member() {
        return JsonText.quoted(name()) + ":" + value(3);
    }

    /** When something was sent: told in any way a client may think of. */
    String sentAt() {
        return (random.nextBoolean() ? "\"sent_at\":" : "\"sentAt\":") + value(1);
    }

    private String name() {
        return switch (random.nextInt(4)) {
            case 0 -> one(List.of("properties", "price", "device_info", "release_info", "", "tenant_id"));
            case 1 -> one(TEXTS);
            default -> one(NAMES);
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> JsonText.quoted(one(TEXTS));
            case 2, 3 -> one(NUMBERS);
            case 4 -> one(List.of("true", "false", "null"));
            case 5 -> JsonText.quoted("x".repeat(random.nextInt(5000)));
            case 6 -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
            default ->
                "{" + JsonText.quoted(name()) + ":" + value(depth - 1) + "," + JsonText.quoted(name()) + ":"
                        + value(depth - 1) + "}";
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
