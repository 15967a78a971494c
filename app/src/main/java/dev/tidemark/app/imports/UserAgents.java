package dev.tidemark.app.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/** Names browser and operating system of a user agent by the rules of the ua-parser project, remembering recent answers. */
final class UserAgents {
    /** The rules are regular expressions over a text that strangers write; this bounds their work. */
    private static final int LONGEST = 512;

    private static final int REMEMBERED = 20_000;
    private static final String UNKNOWN = "Other";

    private final Parser parser = new Parser();
    private final Map<String, Software> known = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Software> eldest) {
            return size() > REMEMBERED;
        }
    };

    Software of(String userAgent) {
        String bounded = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        return known.computeIfAbsent(bounded, this::parse);
    }

    private Software parse(String userAgent) {
        UserAgent browser = parser.parseUserAgent(userAgent);
        OS os = parser.parseOS(userAgent);
        return new Software(name(browser.family), name(os.family), version(os));
    }

    private static String name(@Nullable String family) {
        return family == null || family.equals(UNKNOWN) ? "" : family;
    }

    private static String version(OS os) {
        if (os.major == null) {
            return "";
        }
        return os.minor == null ? os.major : os.major + "." + os.minor;
    }

    /** What a user agent names; what it does not name is empty. */
    record Software(String browser, String os, String osVersion) {}
}
