package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose events wait in the log, as far as this process put them there: bodies in the order they were made durable, gathered to slices so that
 * memory stays small. What was in the log before the start, or came from other processes, is nobody's. Safe for many threads.
 */
final class LogShares {

    private static final int LEAST_SLICE_RECORDS = 64;
    private static final int SLICES = 128;

    private final Deque<Slice> slices = new ArrayDeque<>();
    private final Map<TenantId, Long> bytesByTenant = new HashMap<>();
    private long bytes;
    private long records;
    private long sliceRecords = LEAST_SLICE_RECORDS;
    private double attributed;

    private static final class Slice {
        private final Map<TenantId, Long> bytes = new HashMap<>();
        private long records;
    }

    /** A body was made durable. */
    synchronized void appended(TenantId tenant, long size) {
        if (slices.isEmpty() || slices.getLast().records >= sliceRecords) {
            slices.addLast(new Slice());
        }
        Slice slice = slices.getLast();
        slice.records++;
        slice.bytes.merge(tenant, size, Long::sum);
        bytesByTenant.merge(tenant, size, Long::sum);
        bytes += size;
        records++;
    }

    /** So many records wait for the slowest reader. */
    synchronized void observe(long waiting) {
        sliceRecords = Math.max(LEAST_SLICE_RECORDS, waiting / SLICES);
        while (!slices.isEmpty() && records - slices.getFirst().records >= waiting) {
            remove(slices.removeFirst());
        }
        attributed = waiting == 0 ? 0 : Math.min(1, (double) records / waiting);
    }

    private void remove(Slice slice) {
        records -= slice.records;
        slice.bytes.forEach((tenant, size) -> {
            bytes -= size;
            bytesByTenant.computeIfPresent(tenant, (key, own) -> own.equals(size) ? null : own - size);
        });
    }

    /** Which part of the backlog is this tenant's, from 0 to 1. */
    synchronized double share(TenantId tenant) {
        long own = bytesByTenant.getOrDefault(tenant, 0L);
        return own == 0 ? 0 : attributed * own / bytes;
    }
}
