package dev.tidemark.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time by kind of thread, as the kernel counts it: it sees the engine's native threads, which a Java profiler does not. Linux only. */
final class ThreadTimes {

    private static final double TICKS_PER_SECOND = 100;

    private static final String DELIVERY = "delivery: reading the log, recognising duplicates, writing to the engine";

    /** The kernel cuts names to 15 characters; a native thread bears the name of the thread that made it. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("delivery-", DELIVERY),
            Map.entry("tidemark-embedd", "embedded store: rollup rows of a batch, merging, checkpoints"),
            Map.entry("open-storage", "engine's own threads: merging, checkpoints"),
            Map.entry("ForkJoinPool", "decoding and checking of bodies, making of log records"),
            Map.entry("default-eventLo", "HTTP"),
            Map.entry("log-writer", "event log: writing and syncing"),
            Map.entry("C1 CompilerThre", "JIT compilers"),
            Map.entry("C2 CompilerThre", "JIT compilers"),
            Map.entry("VM Thread", "garbage collection"));

    private ThreadTimes() {}

    /** Seconds since the start of the process, by thread: its number and name. */
    static Map<String, Double> of(long pid) throws IOException {
        Map<String, Double> seconds = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            threads.forEach(thread -> add(thread, seconds));
        }
        return seconds;
    }

    /** What each kind of thread used between two looks. */
    static Map<String, Double> since(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new TreeMap<>();
        after.forEach(
                (thread, seconds) -> used.merge(kind(thread), seconds - before.getOrDefault(thread, 0.0), Double::sum));
        return used;
    }

    private static void add(Path thread, Map<String, Double> seconds) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            List<String> fields = List.of(stat.substring(end + 2).split(" "));
            long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            seconds.put(
                    thread.getFileName() + " " + stat.substring(stat.indexOf('(') + 1, end), ticks / TICKS_PER_SECOND);
        } catch (NoSuchFileException e) {
            return; // it has ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(String thread) {
        String name = thread.substring(thread.indexOf(' ') + 1);
        return KINDS.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("others");
    }
}
