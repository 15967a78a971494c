package dev.tidemark.ingestion.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingestion.log.AppendResult.Appended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CrashPropertiesTest {

    /** Sizes of records, in groups appended together. */
    @Provide
    Arbitrary<List<List<Integer>>> groups() {
        Arbitrary<Integer> size = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(1, 200)),
                Tuple.of(1, Arbitraries.integers().between(1, 3900)));
        return size.list().ofMinSize(1).ofMaxSize(12).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aPowerCutLosesNothingAcknowledgedAndLeavesNothingBroken(
            @ForAll("groups") List<List<Integer>> groups, @ForAll long seed) throws IOException {
        Path directory = Files.createTempDirectory("log");
        try {
            PowerCut disk = new PowerCut();
            Random random = new Random(seed);
            List<byte[]> records = records(groups, random);
            Path after = directory.resolve("after");
            int acknowledged;
            try (LocalEventLog log = open(directory.resolve("log"), disk)) {
                log.reader("primary").close();
                List<CompletableFuture<AppendResult>> stages = appendAll(log, groups, records, random);
                acknowledged =
                        (int) stages.stream().filter(CompletableFuture::isDone).count();
                disk.copyTo(directory.resolve("log"), after, random);
            }
            assertHoldsPrefix(after, records, acknowledged);
        } finally {
            delete(directory);
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aCutTailLosesOnlyWhatWasCut(
            @ForAll("groups") List<List<Integer>> groups, @ForAll long seed, @ForAll @DoubleRange(max = 1) double where)
            throws IOException {
        withDamage(groups, seed, (content, random) -> {
            int from = (int)
                    (RecordFormat.SEGMENT_HEADER_BYTES + where * (content.length - RecordFormat.SEGMENT_HEADER_BYTES));
            return new Damage(Arrays.copyOf(content, from), from);
        });
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void aFlippedByteCostsItsRecordAtMost(
            @ForAll("groups") List<List<Integer>> groups,
            @ForAll long seed,
            @ForAll @DoubleRange(max = 1) double where,
            @ForAll @IntRange(min = 1, max = 255) int flip)
            throws IOException {
        withDamage(groups, seed, (content, random) -> {
            int at = (int) (RecordFormat.SEGMENT_HEADER_BYTES
                    + where * (content.length - RecordFormat.SEGMENT_HEADER_BYTES - 1));
            content[at] ^= (byte) flip;
            return new Damage(content, at);
        });
    }

    /** A changed file and the offset of its first change. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Damage(byte[] content, int offset) {}

    private interface Damaging {
        Damage apply(byte[] content, Random random);
    }

    /** Damages the last file of a log that was not closed, and checks that what stands before and behind the damage is read, and nothing wrong. */
    private static void withDamage(List<List<Integer>> groups, long seed, Damaging damaging) throws IOException {
        Path directory = Files.createTempDirectory("log");
        try {
            Random random = new Random(seed);
            List<byte[]> records = records(groups, random);
            Path after = directory.resolve("after");
            List<Long> positions = new ArrayList<>();
            try (LocalEventLog log = open(directory.resolve("log"), FileChannel::open)) {
                log.reader("primary").close();
                for (CompletableFuture<AppendResult> stage : appendAll(log, groups, records, random)) {
                    positions.add(((Appended) stage.join()).position());
                }
                new PowerCut().copyTo(directory.resolve("log"), after, random);
            }
            Path last = lastSegment(after);
            byte[] original = Files.readAllBytes(last);
            Damage damage = damaging.apply(original.clone(), random);
            Files.write(last, damage.content());
            long base = Long.parseLong(last.getFileName().toString().replace(Segment.SUFFIX, ""));
            long position = base + damage.offset() - RecordFormat.SEGMENT_HEADER_BYTES;
            int whole = 0;
            while (whole < records.size() && positions.get(whole) + length(records.get(whole)) <= position) {
                whole++;
            }
            int lastHeader = (int) (positions.getLast() - base) + RecordFormat.SEGMENT_HEADER_BYTES;
            long lastGroup = RecordFormat.readHeader(ByteBuffer.wrap(original), lastHeader)
                    .group();
            boolean isTail = damage.content().length < original.length || position >= lastGroup;
            if (isTail) {
                assertHoldsPrefix(after, records, whole);
            } else {
                assertHolds(after, without(records, whole));
            }
        } finally {
            delete(directory);
        }
    }

    private static List<byte[]> without(List<byte[]> records, int index) {
        List<byte[]> others = new ArrayList<>(records);
        others.remove(index);
        return others;
    }

    private static long length(byte[] record) {
        return record.length + (long) RecordFormat.RECORD_HEADER_BYTES;
    }

    private static void assertHolds(Path directory, List<byte[]> records) {
        assertHoldsPrefix(directory, records, records.size());
    }

    private static void assertHoldsPrefix(Path directory, List<byte[]> records, int atLeast) {
        try (LocalEventLog log = open(directory, FileChannel::open);
                LogReader reader = log.reader("primary")) {
            List<byte[]> read = new ArrayList<>();
            List<LogRecord> more = reader.read(1000, Duration.ZERO);
            while (!more.isEmpty()) {
                more.forEach(record -> read.add(record.bytes()));
                more = reader.read(1000, Duration.ZERO);
            }
            assertThat(read.size()).isBetween(atLeast, records.size());
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i)).isEqualTo(records.get(i));
            }
            Logs.appended(log, "the log goes on");
            assertThat(Logs.readAll(reader)).containsExactly("the log goes on");
        }
    }

    private static LocalEventLog open(Path directory, Channels channels) {
        return LocalEventLog.open(Logs.small(directory), LogObserver.none(), InstantSource.system(), channels);
    }

    private static List<byte[]> records(List<List<Integer>> groups, Random random) {
        return groups.stream()
                .flatMap(List::stream)
                .map(size -> {
                    byte[] record = new byte[size];
                    random.nextBytes(record);
                    return record;
                })
                .toList();
    }

    /** Waits after some of the groups, so that some records share a sync and some do not. */
    private static List<CompletableFuture<AppendResult>> appendAll(
            EventLog log, List<List<Integer>> groups, List<byte[]> records, Random random) {
        List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
        for (List<Integer> group : groups) {
            for (int i = 0; i < group.size(); i++) {
                stages.add(log.append(records.get(stages.size())).toCompletableFuture());
            }
            if (random.nextBoolean()) {
                stages.getLast().join();
            }
        }
        return stages;
    }

    private static Path lastSegment(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
