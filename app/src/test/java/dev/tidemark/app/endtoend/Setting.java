package dev.tidemark.app.endtoend;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the environment tells the tests, as distinct from the servers they start. */
final class Setting {
    private Setting() {}

    static Optional<String> text(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    static int number(String name, int fallback) {
        return text(name).map(Integer::parseInt).orElse(fallback);
    }

    /** The seed given, or a new one. */
    static long seed(String name) {
        return text(name).map(Long::parseLong).orElseGet(() -> RandomGenerator.getDefault()
                .nextLong(1, 1_000_000_000));
    }
}
