package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Settings of the delivery to a store.
 *
 * @param batchEvents as soon as this many events wait they are written
 * @param flushInterval so long after it was read even a single event is written
 * @param maxBatchEvents under a backlog a batch grows to this, give or take one record
 * @param maxBatchBytes or to this size in the log
 * @param retryFrom the first wait after a failure; doubled each time, and shortened at random
 * @param retryUpTo the longest wait
 * @param stopWithin how long a stop may take
 * @param seenIdsBytes memory for recognising duplicates
 */
public record DeliverySettings(
        int batchEvents,
        Duration flushInterval,
        int maxBatchEvents,
        int maxBatchBytes,
        Duration retryFrom,
        Duration retryUpTo,
        Duration stopWithin,
        long seenIdsBytes) {

    public DeliverySettings {
        requireNonNull(flushInterval, "flushInterval is null");
        requireNonNull(retryFrom, "retryFrom is null");
        requireNonNull(retryUpTo, "retryUpTo is null");
        requireNonNull(stopWithin, "stopWithin is null");
        if (batchEvents < 1 || maxBatchEvents < batchEvents || maxBatchBytes < 1) {
            throw new IllegalArgumentException(
                    "batchEvents is %d, maxBatchEvents %d, maxBatchBytes %d, expected 1 <= batchEvents <= maxBatchEvents and bytes of 1 or more"
                            .formatted(batchEvents, maxBatchEvents, maxBatchBytes));
        }
        if (!flushInterval.isPositive() || !retryFrom.isPositive() || retryUpTo.compareTo(retryFrom) < 0) {
            throw new IllegalArgumentException(
                    "flushInterval is %s, retryFrom %s, retryUpTo %s, expected positive ones and retryFrom <= retryUpTo"
                            .formatted(flushInterval, retryFrom, retryUpTo));
        }
    }

    /** Of the heap; where it is small, a large part of it for long-lived filters keeps the collector busy. */
    private static final int SHARE_FOR_SEEN_IDS = 8;

    private static final long LEAST_FOR_SEEN_IDS = 8 << 20;
    private static final long MOST_FOR_SEEN_IDS = 1 << 30;

    /**
     * 1000 events or 5 s; up to 20,000 events or 16 MiB under a backlog; retries after 0.1 s to 30 s; an eighth of the heap, at most 1 GiB, for
     * duplicates.
     */
    public static DeliverySettings defaults() {
        return new DeliverySettings(
                1000,
                Duration.ofSeconds(5),
                20_000,
                16 << 20,
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Math.clamp(
                        Runtime.getRuntime().maxMemory() / SHARE_FOR_SEEN_IDS, LEAST_FOR_SEEN_IDS, MOST_FOR_SEEN_IDS));
    }

    /** With so much memory for recognising duplicates. */
    public DeliverySettings withSeenIdsBytes(long bytes) {
        return new DeliverySettings(
                batchEvents, flushInterval, maxBatchEvents, maxBatchBytes, retryFrom, retryUpTo, stopWithin, bytes);
    }

    public DeliverySettings withBatches(int events, Duration interval) {
        return new DeliverySettings(
                events,
                interval,
                Math.max(events, maxBatchEvents),
                maxBatchBytes,
                retryFrom,
                retryUpTo,
                stopWithin,
                seenIdsBytes);
    }
}
