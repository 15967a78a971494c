package dev.tidemark.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something cost this process, all its threads together. Processor time tells something on a busy machine too, where time on the clock does not.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes memory that Java code asked for, whether it lived or not
 */
record Cost(long cpuNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost of(Work work) throws Exception {
        Cost before = now();
        work.run();
        Cost after = now();
        return new Cost(after.cpuNanos - before.cpuNanos, after.allocatedBytes - before.allocatedBytes);
    }

    private static Cost now() {
        return new Cost(PROCESS.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes());
    }

    double cpuMicrosPer(long events) {
        return cpuNanos / 1e3 / events;
    }

    long bytesPer(long events) {
        return allocatedBytes / events;
    }

    /** Something that costs. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
