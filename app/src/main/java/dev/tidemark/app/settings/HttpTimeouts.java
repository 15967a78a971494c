package dev.tidemark.app.settings;

import java.time.Duration;

/**
 * How long clients may take.
 *
 * @param idle how long a connection may wait for its next request
 * @param request how long a request may take from its first byte to its last
 */
public record HttpTimeouts(Duration idle, Duration request) {
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofDays(1);

    static HttpTimeouts read(SettingsReader reader) {
        return new HttpTimeouts(
                reader.duration("TIDEMARK_HTTP_IDLE_TIMEOUT", Duration.ofMinutes(2), LEAST, MOST),
                reader.duration("TIDEMARK_HTTP_REQUEST_TIMEOUT", Duration.ofMinutes(1), LEAST, MOST));
    }
}
