package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who decodes and encodes large bodies next. No more are decoded at once than there are processors, which also bounds the memory that decoded events take, several
 * times that of their text; tenants that wait come in turn, whatever the number of
 * their bodies; and where several tenants send, none occupies all processors, for a body that is being decoded cannot be
 * interrupted. Small bodies need no turn: they are done before it would be found out whose it is. Safe for many threads.
 */
final class DecodingTurns {

    /** Decoded in less than a millisecond. */
    private static final int SMALL_BYTES = 64 << 10;

    private static final long RECENTLY_NANOS = 10_000_000_000L;

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, Deque<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();
    private final Map<TenantId, Integer> running = new HashMap<>();
    private int taken;
    private volatile TenantId latest = new TenantId("none");
    private volatile long severalUntil = System.nanoTime();

    DecodingTurns(int places) {
        this.places = places;
    }

    /** Something that needs the processor while it runs. */
    @FunctionalInterface
    interface Work<T> {
        T run();
    }

    /** Runs it on the calling thread, when it is this tenant's turn. */
    <T> T run(TenantId tenant, int bytes, Work<T> work) {
        noteTenant(tenant);
        if (bytes < SMALL_BYTES) {
            return work.run();
        }
        enter(tenant);
        try {
            return work.run();
        } finally {
            leave(tenant);
        }
    }

    /** How many bodies wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private void noteTenant(TenantId tenant) {
        if (!tenant.equals(latest)) {
            latest = tenant;
            severalUntil = System.nanoTime() + RECENTLY_NANOS;
        }
    }

    private void enter(TenantId tenant) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        lock.lock();
        try {
            waiting.computeIfAbsent(tenant, key -> new ArrayDeque<>()).addLast(turn);
            grant();
        } finally {
            lock.unlock();
        }
        turn.join();
    }

    private void leave(TenantId tenant) {
        lock.lock();
        try {
            taken--;
            running.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
            grant();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out free places, to the tenant first whose last turn is longest ago. */
    private void grant() {
        boolean several = System.nanoTime() - severalUntil < 0;
        int ofOneTenant = several ? Math.max(1, places - 1) : places;
        while (taken < places) {
            TenantId next = null;
            for (TenantId tenant : waiting.keySet()) {
                if (running.getOrDefault(tenant, 0) < ofOneTenant) {
                    next = tenant;
                    break;
                }
            }
            if (next == null) {
                return;
            }
            start(next);
        }
    }

    private void start(TenantId tenant) {
        Deque<CompletableFuture<Void>> turns = waiting.remove(tenant);
        CompletableFuture<Void> turn = turns.removeFirst();
        if (!turns.isEmpty()) {
            waiting.put(tenant, turns); // behind the others
        }
        taken++;
        running.merge(tenant, 1, Integer::sum);
        turn.complete(null);
    }
}
