package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.LogType;
import dev.tidemark.app.settings.Role;
import dev.tidemark.app.settings.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Settings that decide which factories are used, under the names by which the factories ask for them. */
public final class Choices {
    /** The kind of log; {@link #NONE} where the process neither takes events nor delivers them. */
    static final String LOG = "tidemark.choice.log";

    public static final String LOCAL = "local";
    public static final String KAFKA = "kafka";
    public static final String NONE = "none";

    /** Whether the process has a role. */
    static final String INGEST = "tidemark.choice.ingest";

    public static final String DELIVER = "tidemark.choice.deliver";
    public static final String QUERY = "tidemark.choice.query";

    /** Whether it needs the store. */
    static final String STORE = "tidemark.choice.store";

    private static final String MIRRORS = "tidemark.choice.mirrors";

    /** The kind of log by which mirrors are filled here, or others say how far they are; {@link #NONE} where this process has none. */
    public static final String MIRRORS_FOLLOW = "tidemark.choice.mirrors-follow";

    private Choices() {}

    /** The choices of these settings. */
    public static Map<String, Object> of(Settings settings) {
        Map<String, Object> choices = new HashMap<>();
        choices.put(LOG, log(settings));
        choices.put(INGEST, String.valueOf(settings.has(Role.INGEST)));
        choices.put(DELIVER, String.valueOf(settings.has(Role.DELIVER)));
        choices.put(QUERY, String.valueOf(settings.has(Role.QUERY)));
        choices.put(STORE, String.valueOf(usesStore(settings)));
        choices.put(
                MIRRORS,
                String.valueOf(!settings.mirrors().isEmpty()
                        && !mirrorsFollow(settings).equals(NONE)));
        choices.put(MIRRORS_FOLLOW, mirrorsFollow(settings));
        return choices;
    }

    static boolean usesStore(Settings settings) {
        return settings.has(Role.DELIVER) || settings.has(Role.QUERY);
    }

    /** With a log on local disk, the process that delivers knows its mirrors, even if it has none: it forgets former ones. */
    private static String mirrorsFollow(Settings settings) {
        return switch (settings.log().type()) {
            case LOCAL -> log(settings);
            case KAFKA -> usesStore(settings) && !settings.mirrors().isEmpty() ? KAFKA : NONE;
        };
    }

    private static String log(Settings settings) {
        LogType type = settings.log().type();
        return settings.has(Role.INGEST) || settings.has(Role.DELIVER)
                ? type.name().toLowerCase(Locale.ROOT)
                : NONE;
    }
}
