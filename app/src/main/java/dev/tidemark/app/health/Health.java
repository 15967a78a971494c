package dev.tidemark.app.health;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a service is.
 *
 * @param figures what it can tell about itself, in the order to show it
 */
public record Health(Status status, Map<String, Object> figures) {

    /** From good to bad. */
    public enum Status {
        HEALTHY,
        /** It works, but an operator should look. */
        DEGRADED,
        UNHEALTHY;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The worse of the two. */
        public Status worse(Status other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public Health {
        figures = new LinkedHashMap<>(figures);
    }

    static Health unhealthy(Throwable cause) {
        return new Health(Status.UNHEALTHY, Map.of("error", String.valueOf(cause.getMessage())));
    }
}
