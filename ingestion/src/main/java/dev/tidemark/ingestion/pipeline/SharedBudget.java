package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.tenant.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded amount that tenants share. A tenant may hold at most {@value #FACTOR} times what is free: one alone four fifths of all, two four
 * ninths each, and so on. So there is always something left for the next one, and nothing has to be set or known of how many there
 * are. These are the dynamic thresholds of Choudhury and Hahne, "Dynamic Queue Length Thresholds for Shared-Memory Packet Switches",
 * IEEE/ACM Transactions on Networking 6(2), 1998. Safe for many threads.
 */
final class SharedBudget {

    static final int FACTOR = 4;

    private final long limit;
    private final AtomicLong total = new AtomicLong();
    private final ConcurrentMap<TenantId, Long> held = new ConcurrentHashMap<>();

    SharedBudget(long limit) {
        this.limit = limit;
    }

    /** Whether a tenant that holds so much may hold so much more, where so much is free now. */
    static boolean allows(long held, long size, long free) {
        return held + size <= FACTOR * Math.max(0, free);
    }

    /**
     * Whether there is room; it is taken then. Where nothing is held at all there is room for anything, and whoever holds nothing has room
     * for what is free.
     */
    boolean enter(TenantId tenant, long size) {
        long before = total.getAndAdd(size);
        long own = held.merge(tenant, size, Long::sum) - size;
        boolean fits = before + size <= limit && (own == 0 || allows(own, size, limit - before));
        if (before > 0 && !fits) {
            leave(tenant, size);
            return false;
        }
        return true;
    }

    void leave(TenantId tenant, long size) {
        total.addAndGet(-size);
        held.computeIfPresent(tenant, (key, own) -> own == size ? null : own - size);
    }

    long limit() {
        return limit;
    }
}
