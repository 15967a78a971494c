package dev.tidemark.ingestion.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records on their way to the writing thread, bounded by their bytes. What waits when the writing thread comes is its next group; of much that waits it is a
 * part, to which every flow gives its share in turn, so that a flow with little to write does not wait for one with much. Within a flow the order is kept.
 *
 * <p>The turns are deficit round robin: Shreedhar and Varghese, "Efficient Fair Queuing Using Deficit Round Robin", IEEE/ACM Transactions on Networking 4(3), 1996.
 */
final class AppendQueue {
    private static final int GROUP_BYTES = 4 << 20;
    private static final int TURN_BYTES = 256 << 10;

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private long bytes;
    private boolean closed;

    AppendQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A record and who waits for it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over by the caller for good
    record Pending(byte[] bytes, CompletableFuture<AppendResult> stage) {}

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        BUSY,
        CLOSED
    }

    private static final class Flow {
        private final Deque<Pending> waiting = new ArrayDeque<>();
        private long deficit;
    }

    Offer offer(Pending pending, String flow) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (bytes > 0 && bytes + pending.bytes().length > maxBytes) {
                return Offer.BUSY;
            }
            flows.computeIfAbsent(flow, name -> new Flow()).waiting.addLast(pending);
            bytes += pending.bytes().length;
            filled.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for records and takes the next group; none once the queue is closed and empty. */
    List<Pending> take() {
        lock.lock();
        try {
            while (flows.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            List<Pending> group = new ArrayList<>();
            if (bytes <= GROUP_BYTES) {
                flows.values().forEach(flow -> group.addAll(flow.waiting));
                flows.clear();
                bytes = 0;
                return group;
            }
            long before = bytes;
            while (!flows.isEmpty() && before - bytes < GROUP_BYTES) {
                turn(group);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** One turn of the flow whose last turn is longest ago. */
    private void turn(List<Pending> group) {
        String name = flows.keySet().iterator().next();
        Flow flow = flows.remove(name);
        flow.deficit += TURN_BYTES;
        while (!flow.waiting.isEmpty() && flow.waiting.getFirst().bytes().length <= flow.deficit) {
            Pending next = flow.waiting.removeFirst();
            flow.deficit -= next.bytes().length;
            bytes -= next.bytes().length;
            group.add(next);
        }
        if (!flow.waiting.isEmpty()) {
            flows.put(name, flow); // behind the others
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
