package dev.tidemark.benchmarks;

import java.util.Map;

/**
 * What one load showed.
 *
 * @param acceptedPerSecond events answered 202
 * @param storedPerSecond events until the last one could be queried
 * @param cpuSeconds that the server used, from the first request until the last event could be queried
 * @param threadSeconds what each kind of thread had of it
 * @param allocatedBytes that Java code asked for meanwhile, to the size of what is collected at a time
 */
record LoadResult(
        int batch,
        long events,
        double acceptedPerSecond,
        double storedPerSecond,
        double cpuSeconds,
        Map<String, Double> threadSeconds,
        double allocatedBytes,
        long residentBytes) {

    long allocatedBytesPerEvent() {
        return (long) allocatedBytes / events;
    }

    double cpuSecondsPerMillion() {
        return cpuSeconds * 1_000_000 / events;
    }
}
