package dev.tidemark.app.limits;

import dev.tidemark.app.security.Principal;
import dev.tidemark.app.settings.RateLimit;
import dev.tidemark.app.settings.Settings;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The buckets of the keys that are limited, from the first use of a key on. Each process has its own. */
@Singleton
final class KeyLimits {
    private final RateLimit usual;
    private final ConcurrentMap<String, EventBucket> buckets = new ConcurrentHashMap<>();

    KeyLimits(Settings settings) {
        this.usual = settings.limits().rate();
    }

    /** What the key may send; empty if it is not limited. A limit that was changed begins with a full bucket. */
    Optional<EventBucket> of(Principal key) {
        RateLimit limit = key.rate().orElse(usual);
        if (limit.isUnlimited()) {
            return Optional.empty();
        }
        EventBucket known = buckets.get(key.keyId());
        if (known != null && known.limit().equals(limit)) {
            return Optional.of(known);
        }
        return Optional.of(buckets.compute(
                key.keyId(),
                (id, bucket) -> bucket != null && bucket.limit().equals(limit)
                        ? bucket
                        : new EventBucket(limit, TimeMeter.SYSTEM_NANOTIME)));
    }
}
