package dev.tidemark.app.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The control database: tenants, keys, dead letters.
 *
 * @param url a JDBC address, of H2 or PostgreSQL
 * @param deadLettersKept how long a dead letter is kept
 */
public record ControlSettings(String url, String username, String password, Duration deadLettersKept) {

    /** Whether other processes can use it as well. */
    public boolean isShared() {
        return url.startsWith("jdbc:postgresql:");
    }

    static ControlSettings read(SettingsReader reader, Path dataDirectory) {
        String file = dataDirectory.resolve("control").toAbsolutePath().toString();
        return new ControlSettings(
                reader.checked("TIDEMARK_CONTROL_URL", ControlSettings::postgresql)
                        .orElse(
                                "jdbc:h2:file:" + file
                                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"),
                reader.text("TIDEMARK_CONTROL_USERNAME").orElse("tidemark"),
                reader.text("TIDEMARK_CONTROL_PASSWORD").orElse(""),
                reader.duration(
                        "TIDEMARK_DEAD_LETTERS_KEPT",
                        Duration.ofDays(30),
                        Duration.ofMinutes(1),
                        Duration.ofDays(3650)));
    }

    private static String postgresql(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "expected jdbc:postgresql://host:port/database, or nothing for a file in the data directory");
        }
        return url;
    }
}
