package dev.tidemark.app.limits;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.tenant.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events tenants have sent on a day, and may. Exact for what this process took since its start; what others took, and this one before, is
 * as the control database had it last. Safe for many threads.
 */
@Singleton
public final class Quotas {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long usual;
    private final Clock clock;
    private final ConcurrentMap<Day, AtomicLong> here = new ConcurrentHashMap<>();
    private volatile Map<TenantId, Long> ofTenants = Map.of();
    private volatile Map<Day, Long> elsewhere = Map.of();

    Quotas(Settings settings, Clock clock) {
        this.usual = settings.limits().eventsPerDay();
        this.clock = clock;
    }

    /**
     * A day of a tenant.
     *
     * @param epochDay in UTC
     */
    public record Day(TenantId tenant, long epochDay) {}

    /** Makes these the quotas of tenants that have their own; 0 is no limit. */
    public void replace(Map<TenantId, Long> quotas) {
        ofTenants = Map.copyOf(quotas);
    }

    /** Makes these the events that were not counted by this process since its start. */
    public void replaceElsewhere(Map<Day, Long> counts) {
        elsewhere = Map.copyOf(counts);
    }

    /** What this process has counted since its start, of today and the days before. */
    public Map<Day, Long> countedHere() {
        var counts = new HashMap<Day, Long>();
        here.forEach((day, count) -> counts.put(day, count.get()));
        return counts;
    }

    /** Forgets what was counted on days before this one. */
    public void forgetBefore(long epochDay) {
        here.keySet().removeIf(day -> day.epochDay() < epochDay);
    }

    public Day today(TenantId tenant) {
        return new Day(tenant, Math.floorDiv(clock.millis(), DAY_MILLIS));
    }

    /** How many events a tenant may send on a day; empty if it is not limited. */
    public OptionalLong quota(TenantId tenant) {
        long quota = ofTenants.getOrDefault(tenant, usual);
        return quota == 0 ? OptionalLong.empty() : OptionalLong.of(quota);
    }

    /** How many events were accepted, and are just being. */
    public long accepted(Day day) {
        AtomicLong counted = here.get(day);
        return (counted == null ? 0 : counted.get()) + elsewhere.getOrDefault(day, 0L);
    }

    /** Whether nothing is left of the quota. */
    boolean isUsedUp(Day day) {
        OptionalLong quota = quota(day.tenant());
        return quota.isPresent() && accepted(day) >= quota.getAsLong();
    }

    void add(Day day, long events) {
        here.computeIfAbsent(day, key -> new AtomicLong()).addAndGet(events);
    }

    Duration untilTomorrow() {
        return Duration.ofMillis(DAY_MILLIS - Math.floorMod(clock.millis(), DAY_MILLIS));
    }
}
