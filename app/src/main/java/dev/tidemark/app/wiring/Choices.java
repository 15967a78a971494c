package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.Settings;
import java.util.Locale;
import java.util.Map;

/** Settings that decide which factories are used, under the names by which the factories ask for them. */
public final class Choices {
    static final String LOG = "tidemark.choice.log";
    private static final String MIRRORS = "tidemark.choice.mirrors";

    private Choices() {}

    /** The choices of these settings. */
    public static Map<String, Object> of(Settings settings) {
        return Map.of(
                LOG,
                label(settings.log().type()),
                MIRRORS,
                String.valueOf(!settings.mirrors().isEmpty()));
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
