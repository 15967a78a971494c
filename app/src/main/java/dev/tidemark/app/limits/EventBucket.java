package dev.tidemark.app.limits;

import dev.tidemark.app.settings.RateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * What a key may still send. It is filled steadily; a body is taken as long as anything is in it, whatever the body holds, and what is
 * taken beyond is owed: so bodies may be larger than a burst, and on the long run no more comes than is allowed. Safe for many threads.
 */
final class EventBucket {
    private final RateLimit limit;
    private final Bucket bucket;

    EventBucket(RateLimit limit, TimeMeter meter) {
        this.limit = limit;
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit.burst())
                        .refillGreedy(limit.eventsPerSecond(), Duration.ofSeconds(1))
                        .build())
                .withCustomTimePrecision(meter)
                .build();
    }

    RateLimit limit() {
        return limit;
    }

    /** How many events are left; negative by what is owed. */
    long available() {
        return bucket.getAvailableTokens();
    }

    /** Whether anything was left; so many events are taken then. */
    boolean take(int events) {
        if (!bucket.tryConsume(1)) {
            return false;
        }
        if (events > 1) {
            bucket.consumeIgnoringRateLimits(events - 1L);
        }
        return true;
    }

    void giveBack(int events) {
        bucket.addTokens(events);
    }

    /** How long until a body is taken again. */
    Duration untilAvailable() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** How long until the whole burst may be sent again. */
    Duration untilFull() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(limit.burst()).getNanosToWaitForRefill());
    }
}
