package dev.tidemark.app.limits;

import io.micronaut.http.MutableHttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What is allowed and what is left of it, for clients to slow down before they are refused. Twice: as {@code RateLimit-Policy} and {@code RateLimit}
 * of draft-ietf-httpapi-ratelimit-headers-10, which can tell of several limits, and as {@code RateLimit-Limit}, {@code -Remaining} and
 * {@code -Reset} of its sixth edition, which clients know, of the limit that is met first.
 *
 * @param rateExceeded whether nothing was left in the bucket for this request, whatever has come back since
 */
record LimitHeaders(Optional<EventBucket> bucket, boolean rateExceeded, Quotas quotas, Quotas.Day day) {
    private static final String RATE = "events";
    private static final String QUOTA = "events-per-day";

    /**
     * A limit.
     *
     * @param reset seconds until something is left again, or all of it where something is
     */
    private record Limit(String name, long most, long window, long left, long reset) {
        String policy() {
            return "\"%s\";q=%d;w=%d".formatted(name, most, window);
        }

        String state() {
            return "\"%s\";r=%d;t=%d".formatted(name, left, reset);
        }
    }

    /** Whole seconds, rounded up, at least one. */
    static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    /** Does nothing where nothing is limited. */
    void addTo(MutableHttpHeaders headers) {
        List<Limit> limits = limits();
        if (limits.isEmpty()) {
            return;
        }
        headers.set("RateLimit-Policy", limits.stream().map(Limit::policy).collect(Collectors.joining(", ")));
        headers.set("RateLimit", limits.stream().map(Limit::state).collect(Collectors.joining(", ")));
        Limit first =
                limits.stream().reduce((a, b) -> b.left() < a.left() ? b : a).orElseThrow();
        headers.set("RateLimit-Limit", Long.toString(first.most()));
        headers.set("RateLimit-Remaining", Long.toString(first.left()));
        headers.set("RateLimit-Reset", Long.toString(first.reset()));
    }

    private List<Limit> limits() {
        List<Limit> limits = new ArrayList<>(2);
        bucket.ifPresent(left -> limits.add(ofRate(left)));
        OptionalLong quota = quotas.quota(day.tenant());
        if (quota.isPresent()) {
            long left = Math.max(0, quota.getAsLong() - quotas.accepted(day));
            limits.add(new Limit(
                    QUOTA, quota.getAsLong(), Duration.ofDays(1).toSeconds(), left, seconds(quotas.untilTomorrow())));
        }
        return limits;
    }

    private Limit ofRate(EventBucket bucket) {
        long left = rateExceeded ? 0 : Math.max(0, bucket.available());
        long burst = bucket.limit().burst();
        long window = Math.max(1, Math.ceilDiv(burst, bucket.limit().eventsPerSecond()));
        return new Limit(RATE, burst, window, left, seconds(left == 0 ? bucket.untilAvailable() : bucket.untilFull()));
    }
}
