package dev.tidemark.ingestion.log;

import static dev.tidemark.ingestion.log.Logs.appended;
import static dev.tidemark.ingestion.log.Logs.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingestion.log.LogFigures.Damaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that change under the log cost the record they are in; it is told, and kept aside. */
class DamageTest {
    private static final int RECORDS = 100;
    private static final int RECORD_BYTES = 300;
    private static final int STEP = RECORD_BYTES + RecordFormat.RECORD_HEADER_BYTES;

    private final Path directory;
    private final LogSettings settings;
    private final List<LogDamage> told = new ArrayList<>();

    DamageTest(@TempDir Path directory) {
        this.directory = directory;
        this.settings = Logs.small(directory);
    }

    @Test
    void whatStandsBehindADamagedRecordIsRead() throws IOException {
        fill();
        flip(segments().get(1), offset(3) + 40);

        assertThat(reread()).isEqualTo(recordsWithout(perSegment() + 3));

        assertThat(told).singleElement().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(segments().get(1));
            assertThat(damage.offset()).isEqualTo(offset(3));
            assertThat(damage.bytes()).isEqualTo(STEP);
            assertThat(damage.records()).isEqualTo(1);
            assertThat(damage.keptAs()).hasSize(STEP);
            assertThat(damage.message()).contains("is damaged at offset " + offset(3), "1 records", "delete that file");
        });
    }

    @Test
    void aDamagedLengthCostsNoMoreThanItsRecord() throws IOException {
        fill();
        flip(segments().get(1), offset(3) + 5);
        flip(segments().get(1), offset(4) + 4);
        flip(segments().get(1), offset(7) + 7);

        assertThat(reread()).isEqualTo(recordsWithout(perSegment() + 3, perSegment() + 4, perSegment() + 7));
        assertThat(told).extracting(LogDamage::records).containsExactly(2L, 1L);
    }

    @Test
    void recordsThatBecameZerosAreDamageToo() throws IOException {
        fill();
        byte[] content = Files.readAllBytes(segments().get(2));
        Arrays.fill(content, offset(2), offset(5), (byte) 0);
        Files.write(segments().get(2), content);

        int first = 2 * perSegment();
        assertThat(reread()).isEqualTo(recordsWithout(first + 2, first + 3, first + 4));
        assertThat(told).extracting(LogDamage::records).containsExactly(3L);
    }

    @Test
    void theEndOfASegmentCanBeDamaged() throws IOException {
        fill();
        flip(segments().get(0), offset(perSegment() - 1) + 33);

        assertThat(reread()).isEqualTo(recordsWithout(perSegment() - 1));
        assertThat(told).extracting(LogDamage::records).containsExactly(1L);
    }

    @Test
    void theLastSegmentIsReadBehindDamageAfterARestart() throws IOException {
        fill();
        flip(segments().getLast(), offset(0) + 50);

        int first = (RECORDS - 1) / perSegment() * perSegment();
        assertThat(reread()).isEqualTo(recordsWithout(first));
    }

    @Test
    void damageIsToldOnceUntilItsFileIsDeleted() throws IOException {
        fill();
        flip(segments().get(1), offset(3) + 40);
        reread();
        try (LocalEventLog log = open();
                LogReader other = log.reader("other")) {
            assertThat(log.figures().damaged()).isEqualTo(new Damaged(1, 1, STEP));
            assertThat(readAll(other)).hasSize(RECORDS - 1);
            assertThat(told).hasSize(1);
            Files.delete(told.getFirst().keptAs());
            assertThat(log.figures().damaged()).isEqualTo(Damaged.NONE);
        }
    }

    @Test
    void damageBehindWhichACursorStandsIsNoTornTail() throws IOException {
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            log.reader("behind").close();
            appended(log, record(0));
            appended(log, record(1));
            readAll(reader);
            reader.save(reader.position());
            copy(segments().getFirst()); // as a crash leaves it, without the mark of a log that was closed
        }
        restoreCopy();
        flip(segments().getFirst(), offset(1) + 50);

        try (LocalEventLog log = open();
                LogReader primary = log.reader("primary");
                LogReader behind = log.reader("behind")) {
            appended(log, record(2));
            assertThat(readAll(primary)).containsExactly(record(2));
            assertThat(readAll(behind)).containsExactly(record(0), record(2));
        }
    }

    @Test
    void aHeaderThatIsDamagedElsewhereThanInItsSaltCostsNothing() throws IOException {
        fill();
        flip(segments().get(1), 2);
        flip(segments().get(2), RecordFormat.VERSION_OFFSET + 3);
        flip(segments().get(3), RecordFormat.FIRST_SEQUENCE_OFFSET);

        assertThat(reread()).isEqualTo(recordsWithout());
        assertThat(told).isEmpty();
    }

    @Test
    void aSegmentWithoutItsSaltIsPutAsideAndTheOthersAreRead() throws IOException {
        fill();
        Path second = segments().get(1);
        flip(second, RecordFormat.SALT_OFFSET);

        assertThat(reread())
                .isEqualTo(recordsWithout(
                        IntStream.range(perSegment(), 2 * perSegment()).toArray()));
        assertThat(told).singleElement().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(second);
            assertThat(damage.keptAs()).exists();
        });
        try (LocalEventLog log = open()) {
            assertThat(log.figures().damaged().places()).isEqualTo(1);
        }
    }

    @Test
    void theLogGoesOnBehindALastSegmentThatWasPutAside() throws IOException {
        fill();
        flip(segments().getLast(), RecordFormat.SALT_OFFSET);
        try (LocalEventLog log = open()) {
            appended(log, "later");
        }
        List<String> read = reread();
        assertThat(read).hasSizeLessThan(RECORDS).endsWith("later");
        assertThat(read.subList(0, read.size() - 1)).isEqualTo(all().subList(0, read.size() - 1));
    }

    private void fill() {
        try (LocalEventLog log = open()) {
            log.reader("primary").close();
            all().forEach(record -> appended(log, record));
        }
    }

    private List<String> reread() {
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            return readAll(reader);
        }
    }

    private LocalEventLog open() {
        LogObserver observer = new LogObserver() {
            @Override
            public void damaged(LogDamage damage) {
                told.add(damage);
            }
        };
        return LocalEventLog.open(settings, observer, InstantSource.system());
    }

    private void copy(Path segment) throws IOException {
        Files.copy(segment, directory.resolve("copy"));
    }

    private void restoreCopy() throws IOException {
        Files.write(segments().getFirst(), Files.readAllBytes(directory.resolve("copy")));
    }

    private static List<String> all() {
        return IntStream.range(0, RECORDS).mapToObj(DamageTest::record).toList();
    }

    private static List<String> recordsWithout(int... indexes) {
        List<String> others = new ArrayList<>(all());
        for (int i = indexes.length - 1; i >= 0; i--) {
            others.remove(indexes[i]);
        }
        return others;
    }

    private static String record(int i) {
        return "%03d".formatted(i) + "-".repeat(RECORD_BYTES - 3);
    }

    private static int perSegment() {
        return (Logs.SEGMENT_BYTES - RecordFormat.SEGMENT_HEADER_BYTES - RecordFormat.RECORD_HEADER_BYTES) / STEP;
    }

    private static int offset(int recordInSegment) {
        return RecordFormat.SEGMENT_HEADER_BYTES + recordInSegment * STEP;
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[offset] ^= 0x5a;
        Files.write(file, content);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
