package dev.tidemark.benchmarks;

import java.util.Map;

/**
 * What one load showed.
 *
 * @param acceptedPerSecond events answered 202
 * @param storedPerSecond events until the last one could be queried
 * @param cpuSeconds that the server used, from the first request until the last event could be queried
 * @param threadSeconds what each kind of thread had of it
 */
record LoadResult(
        int batch,
        long events,
        double acceptedPerSecond,
        double storedPerSecond,
        double cpuSeconds,
        Map<String, Double> threadSeconds,
        long residentBytes) {

    double cpuSecondsPerMillion() {
        return cpuSeconds * 1_000_000 / events;
    }
}
