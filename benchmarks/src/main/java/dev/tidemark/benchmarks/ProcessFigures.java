package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of a process. Linux only. */
record ProcessFigures(double cpuSeconds, long residentBytes) {

    private static final double TICKS_PER_SECOND = 100;

    static ProcessFigures of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The fields after the parenthesised name; user and system ticks are the 14th and 15th of all.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        double cpu = (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND;
        long resident = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
        return new ProcessFigures(cpu, resident);
    }
}
