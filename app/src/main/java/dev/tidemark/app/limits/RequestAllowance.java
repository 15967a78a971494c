package dev.tidemark.app.limits;

import dev.tidemark.app.settings.RateLimit;
import dev.tidemark.ingestion.pipeline.Allowance;
import java.time.Duration;
import java.util.Optional;

/** What the sender of one request may send: as much as is left of its tenant's quota of the day and of its key's rate. */
final class RequestAllowance implements Allowance {
    private final Optional<EventBucket> bucket;
    private final Quotas quotas;
    private final Quotas.Day day;
    private volatile boolean rateExceeded;

    RequestAllowance(Optional<EventBucket> bucket, Quotas quotas, Quotas.Day day) {
        this.bucket = bucket;
        this.quotas = quotas;
        this.day = day;
    }

    /** Why nothing may be sent now, before it is known how much comes. */
    Optional<Excess> check() {
        if (quotas.isUsedUp(day)) {
            return Optional.of(quotaExcess());
        }
        return bucket.filter(left -> left.available() < 1).map(left -> rateExcess(left, ""));
    }

    /** Adds what is allowed and left to an answer. */
    LimitHeaders headers() {
        return new LimitHeaders(bucket, rateExceeded, quotas, day);
    }

    @Override
    public Optional<Excess> take(int events) {
        if (quotas.isUsedUp(day)) {
            return Optional.of(quotaExcess());
        }
        if (bucket.isPresent() && !bucket.get().take(events)) {
            return Optional.of(rateExcess(bucket.get(), " This body holds " + events + "."));
        }
        quotas.add(day, events);
        return Optional.empty();
    }

    @Override
    public void settle(int events, int accepted) {
        quotas.add(day, (long) accepted - events);
    }

    @Override
    public void giveBack(int events) {
        quotas.add(day, -events);
        bucket.ifPresent(left -> left.giveBack(events));
    }

    private Excess quotaExcess() {
        Duration wait = quotas.untilTomorrow();
        return new Excess(
                Reason.DAILY_QUOTA,
                "tenant %s may send %d events a day (UTC) and has sent %d today; send this again tomorrow, in %d s, or have an administrator raise the quota. GET /v1/usage tells the days before."
                        .formatted(
                                day.tenant(),
                                quotas.quota(day.tenant()).orElse(0),
                                quotas.accepted(day),
                                LimitHeaders.seconds(wait)),
                wait);
    }

    private Excess rateExcess(EventBucket bucket, String body) {
        rateExceeded = true;
        RateLimit limit = bucket.limit();
        Duration wait = bucket.untilAvailable();
        long owed = Math.max(0, -bucket.available());
        return new Excess(
                Reason.RATE_LIMIT,
                "this key may send %d events per second, and %d at once; %s.%s Send this again in %d s and slower from then on, or have an administrator raise the key's limit."
                        .formatted(
                                limit.eventsPerSecond(),
                                limit.burst(),
                                owed == 0 ? "nothing is left of that now" : owed + " more have come",
                                body,
                                LimitHeaders.seconds(wait)),
                wait);
    }
}
