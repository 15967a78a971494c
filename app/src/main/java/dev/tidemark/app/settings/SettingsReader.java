package dev.tidemark.app.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads typed values and collects what is wrong with them, so that an operator sees all wrong settings at once. A wrong value
 * is replaced by its default until {@link #problems} is looked at.
 */
final class SettingsReader {
    private final SettingsSource source;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(SettingsSource source) {
        this.source = source;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    Optional<String> text(String name, String... aliases) {
        return source.find(name, List.of(aliases)).map(found -> found.value().strip());
    }

    int integer(String name, int fallback, int min, int max, String... aliases) {
        return read(name, fallback, "a whole number from " + min + " to " + max, aliases, text -> {
            int value = Integer.parseInt(text);
            return value < min || value > max ? Optional.empty() : Optional.of(value);
        });
    }

    /** A number of things; 0 where there is no limit. */
    long count(String name, long fallback, long max) {
        String expected = "a whole number" + (max == Long.MAX_VALUE ? "" : " up to " + max) + "; 0 is no limit";
        return read(name, fallback, expected, new String[0], text -> {
            long value = Long.parseLong(text);
            return value < 0 || value > max ? Optional.empty() : Optional.of(value);
        });
    }

    boolean flag(String name, boolean fallback) {
        return read(name, fallback, "true or false", new String[0], text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A size in bytes, written {@code 64MiB}, {@code 2GB} or {@code 1000}. */
    long bytes(String name, long fallback, long min, long max) {
        String expected = "a size such as 64MiB or 2GB, at least " + ByteSize.format(min)
                + (max == Long.MAX_VALUE ? "" : " and at most " + ByteSize.format(max));
        return read(name, fallback, expected, new String[0], text -> ByteSize.parse(text)
                .filter(size -> size >= min && size <= max));
    }

    /** A size without an upper bound. */
    long bytes(String name, long fallback, long min) {
        return bytes(name, fallback, min, Long.MAX_VALUE);
    }

    /** Notes that a value does not go with another one. */
    void wrong(String name, String expected, String... aliases) {
        String found = source.find(name, List.of(aliases))
                .map(value -> value.place() + " is '" + value.value() + "'")
                .orElse(name + " is not set");
        problems.add(found + ", expected " + expected);
    }

    /** Notes a setting that has no effect as others are; nothing if it is not set. A password is not shown. */
    void unused(String name, String reason) {
        source.find(name, List.of()).ifPresent(found -> {
            String value = name.endsWith("_PASSWORD") ? " is set" : " is '" + found.value() + "'";
            problems.add(found.place() + value + ", expected nothing, " + reason);
        });
    }

    /** A length of time, written {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h} or {@code 30d}. */
    Duration duration(String name, Duration fallback, Duration min, Duration max, String... aliases) {
        String expected = "a time such as 500ms, 5s, 2m, 1h or 30d, from " + Durations.format(min) + " to "
                + Durations.format(max);
        return read(name, fallback, expected, aliases, text -> Durations.parse(text)
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0));
    }

    Path path(String name, Path fallback) {
        return read(name, fallback, "a path of the file system", new String[0], text -> Optional.of(Path.of(text)));
    }

    /** A comma-separated list; blanks around the items are dropped. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Whether this is one of the names of the enumeration, or not set. */
    <E extends Enum<E>> boolean isChoice(String name, Class<E> type) {
        return source.find(name, List.of())
                .map(found -> Stream.of(type.getEnumConstants()).anyMatch(value -> label(value)
                        .equalsIgnoreCase(found.value().strip())))
                .orElse(true);
    }

    /** One of the names of an enumeration, in lower case. */
    <E extends Enum<E>> E choice(String name, E fallback) {
        var names = Stream.of(fallback.getDeclaringClass().getEnumConstants())
                .map(SettingsReader::label)
                .toList();
        return source.find(name, List.of())
                .map(found -> Stream.of(fallback.getDeclaringClass().getEnumConstants())
                        .filter(value ->
                                label(value).equalsIgnoreCase(found.value().strip()))
                        .findFirst()
                        .orElseGet(() -> {
                            problems.add(found.place() + " is '" + found.value() + "', expected "
                                    + (names.size() == 1 ? "" : "one of: ") + String.join(", ", names)
                                    + Nearest.to(found.value(), names)
                                            .map(near -> " (did you mean '" + near + "'?)")
                                            .orElse(""));
                            return fallback;
                        }))
                .orElse(fallback);
    }

    /** A value that its own class checks; the message of its exception is the answer to the operator. */
    <T> Optional<T> checked(String name, Function<String, T> parse, String... aliases) {
        return source.find(name, List.of(aliases)).flatMap(found -> {
            try {
                return Optional.of(parse.apply(found.value().strip()));
            } catch (IllegalArgumentException e) {
                problems.add(found.place() + " is '" + found.value() + "': " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** Like {@link #checked}, for a value that must not be shown. */
    <T> Optional<T> secret(String name, Function<String, T> parse) {
        return source.find(name, List.of()).flatMap(found -> {
            try {
                return Optional.of(parse.apply(found.value().strip()));
            } catch (IllegalArgumentException e) {
                problems.add(found.place() + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private <T> T read(
            String name, T fallback, String expected, String[] aliases, Function<String, Optional<T>> parse) {
        var found = source.find(name, List.of(aliases));
        if (found.isEmpty()) {
            return fallback;
        }
        return parse(found.get().value().strip(), parse).orElseGet(() -> {
            problems.add(found.get().place() + " is '" + found.get().value() + "', expected " + expected);
            return fallback;
        });
    }

    private static <T> Optional<T> parse(String text, Function<String, Optional<T>> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
