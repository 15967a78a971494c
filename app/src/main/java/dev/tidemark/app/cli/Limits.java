package dev.tidemark.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits as operators write them: a number, {@code unlimited}, or {@code default} for what the server allows anybody. */
final class Limits {
    static final String VALUES = "a number, 'unlimited', or 'default' for what the server allows anybody";

    private Limits() {}

    /** Adds a limit to a request's body; the default is nothing. */
    static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value == null || value.equals("default")) {
            return;
        }
        body.put(name, value.equals("unlimited") ? 0L : number(name, value));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new CommandFailedException("--" + name.replace('_', '-') + " is '" + value + "', expected " + VALUES);
        }
    }
}
