package dev.tidemark.ingestion.log;

import static dev.tidemark.ingestion.log.Logs.append;
import static dev.tidemark.ingestion.log.Logs.appended;
import static dev.tidemark.ingestion.log.Logs.open;
import static dev.tidemark.ingestion.log.Logs.readAll;
import static dev.tidemark.ingestion.log.Logs.refused;
import static dev.tidemark.ingestion.log.Logs.reopened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ingestion.log.AppendResult.Reason;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEventLogTest {
    private final Path directory;
    private final LogSettings settings;

    LocalEventLogTest(@TempDir Path directory) {
        this.directory = directory;
        this.settings = Logs.small(directory);
    }

    @Test
    void recordsAreReadInTheOrderTheyWereAppended() {
        List<String> texts =
                IntStream.range(0, 1000).mapToObj(i -> "record " + i).toList();
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            texts.forEach(text -> appended(log, text));
            assertThat(readAll(reader)).isEqualTo(texts);
        }
    }

    @Test
    void aReaderSeesThePositionItsAppendWasAnsweredWith() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            long first = appended(log, "a");
            long second = appended(log, "b");
            List<LogRecord> records = reader.read(1024, Duration.ZERO);
            assertThat(records).extracting(LogRecord::position).containsExactly(first, second);
            assertThat(records.getFirst().next()).isEqualTo(second);
        }
    }

    @Test
    void readingGoesOnAfterTheSavedPositionOnceRestarted() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            appended(log, "a");
            appended(log, "b");
            reader.save(reader.read(1, Duration.ZERO).getFirst().next());
            readAll(reader);
        }
        assertThat(reopened(settings, "primary")).containsExactly("b");
    }

    @Test
    void rewindingReadsAgainWhatWasNotSaved() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            appended(log, "a");
            readAll(reader);
            reader.rewind();
            assertThat(readAll(reader)).containsExactly("a");
        }
    }

    @Test
    void eachCursorReadsEverything() {
        try (LocalEventLog log = open(settings);
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            appended(log, "a");
            assertThat(readAll(primary)).containsExactly("a");
            primary.save(primary.position());
            assertThat(readAll(mirror)).containsExactly("a");
        }
    }

    @Test
    void filesAreDeletedOnceEveryCursorHasPassedThem() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            fill(log, 100);
            long before = segmentFiles();
            readAll(primary);
            primary.save(primary.position());
            assertThat(segmentFiles()).isEqualTo(before);
            readAll(mirror);
            mirror.save(mirror.position());
            assertThat(segmentFiles()).isEqualTo(1);
        }
    }

    @Test
    void aForgottenCursorKeepsNothing() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader primary = log.reader("primary")) {
            log.reader("mirror").close();
            fill(log, 100);
            readAll(primary);
            primary.save(primary.position());
            assertThat(segmentFiles()).isGreaterThan(1);
            log.forget("mirror");
            assertThat(segmentFiles()).isEqualTo(1);
        }
    }

    @Test
    void aCursorThatIsMovedAheadKeepsNothingAndItsReaderGoesOnThere() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            fill(log, 100);
            List<LogRecord> early = mirror.read(1, Duration.ZERO);
            readAll(primary);
            primary.save(primary.position());
            appended(log, "later");
            log.skip("mirror", "primary");
            assertThat(segmentFiles()).isEqualTo(1);
            mirror.save(early.getLast().next());
            assertThat(readAll(mirror)).containsExactly("later");
        }
        assertThat(reopened(settings, "mirror")).containsExactly("later");
    }

    @Test
    void aCursorIsNeverMovedBack() {
        try (LocalEventLog log = open(settings);
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            appended(log, "a");
            readAll(mirror);
            mirror.save(mirror.position());
            log.skip("mirror", "primary");
            assertThat(readAll(mirror)).isEmpty();
            assertThat(readAll(primary)).containsExactly("a");
            assertThatThrownBy(() -> log.skip("other", "primary"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cursor is 'other', expected one of [mirror, primary]");
        }
    }

    @Test
    void aNewCursorBeginsAtTheOldestRecordKept() {
        try (LocalEventLog log = open(settings)) {
            appended(log, "a");
            try (LogReader late = log.reader("late")) {
                assertThat(readAll(late)).containsExactly("a");
            }
        }
    }

    @Test
    void aFullLogRefusesUntilItsReaderHasCaughtUp() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            List<String> taken = new ArrayList<>();
            AppendResult result = append(log, filler(0));
            for (int i = 0; result instanceof AppendResult.Appended; i++) {
                taken.add(filler(i));
                result = append(log, filler(i + 1));
            }
            assertThat(((Refused) result).reason()).isEqualTo(Reason.LOG_FULL);
            assertThat(((Refused) result).retryAfter()).isPositive();
            assertThat(log.figures().bytes()).isLessThanOrEqualTo(settings.maxBytes());
            assertThat(readAll(reader)).isEqualTo(taken);
            reader.save(reader.position());
            appended(log, "again");
            assertThat(readAll(reader)).containsExactly("again");
        }
    }

    @Test
    void aRecordThatFitsNoFileIsRefusedForGood() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            appended(log, "x".repeat(settings.maxRecordBytes()));
            Refused refused = refused(log, "x".repeat(settings.maxRecordBytes() + 1));
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(refused.retryAfter()).isZero();
            assertThat(readAll(reader)).hasSize(1);
        }
    }

    @Test
    void closingMakesDurableWhatWasAppended() {
        List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
        LocalEventLog log = open(settings);
        for (int i = 0; i < 500; i++) {
            stages.add(log.append(Logs.bytes("record " + i)).toCompletableFuture());
        }
        log.close();
        assertThat(stages).allSatisfy(stage -> assertThat(stage.join()).isInstanceOf(AppendResult.Appended.class));
        assertThat(reopened(settings, "primary")).hasSize(500);
        assertThat(refused(log, "late").reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void aSecondOpenIsRefused() {
        try (LocalEventLog log = open(settings)) {
            assertThatThrownBy(() -> open(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            appended(log, "the first goes on");
        }
    }

    @Test
    void aSecondReaderOfACursorIsRefused() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            assertThatThrownBy(() -> log.reader("primary")).hasMessageContaining("has a reader already");
            assertThat(readAll(reader)).isEmpty();
        }
    }

    @Test
    void aWaitingReaderIsWokenByARecord() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            CompletableFuture<List<LogRecord>> read =
                    CompletableFuture.supplyAsync(() -> reader.read(1024, Duration.ofMinutes(5)));
            appended(log, "a");
            assertThat(read.join()).hasSize(1);
        }
    }

    @Test
    void aWaitingReaderCanBeWokenWithoutARecord() {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            CompletableFuture<List<LogRecord>> read =
                    CompletableFuture.supplyAsync(() -> reader.read(1024, Duration.ofMinutes(5)));
            reader.wakeUp();
            assertThat(read.join()).isEmpty();
        }
    }

    @Test
    void figuresTellTheBacklogOfEachCursor() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        try (LocalEventLog log = LocalEventLog.open(settings, LogObserver.none(), InstantSource.fixed(now));
                LogReader primary = log.reader("primary");
                LogReader mirror = log.reader("mirror")) {
            appended(log, "a");
            appended(log, "b");
            readAll(primary);
            primary.save(primary.position());
            appended(log, "c");
            long bytes = RecordFormat.RECORD_HEADER_BYTES + 1;
            assertThat(log.figures().cursors())
                    .containsExactly(
                            new Backlog("mirror", 3, 3 * bytes, Optional.of(now)),
                            new Backlog("primary", 1, bytes, Optional.of(now)));
            readAll(mirror);
            mirror.save(mirror.position());
            assertThat(log.figures().cursors().getFirst()).isEqualTo(new Backlog("mirror", 0, 0, Optional.empty()));
        }
    }

    @Test
    void aDamagedCursorGoesBackToTheOldestRecord() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            appended(log, "a");
            readAll(reader);
            reader.save(reader.position());
        }
        Files.write(directory.resolve("primary.cursor"), new byte[8192]);
        assertThat(reopened(settings, "primary")).containsExactly("a");
    }

    @Test
    void aMissingFileIsAnErrorUnlessDeclaredLost() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            fill(log, 100);
            assertThat(reader.saved()).isZero();
        }
        List<Path> files = segments();
        Path second = files.get(1);
        Files.move(second, directory.resolve("elsewhere"));
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(LogCorruptException.class)
                .hasMessageContaining("a segment is missing");
        Files.move(directory.resolve("elsewhere"), Path.of(second + ".lost"));
        List<String> read = reopened(settings, "primary");
        assertThat(read).startsWith(filler(0)).endsWith(filler(99)).hasSizeLessThan(100);
    }

    @Test
    void aLastFileThatVanishedUnderACursorIsAnError() throws IOException {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader("primary")) {
            appended(log, "a");
            readAll(reader);
            reader.save(reader.position());
        }
        Path last = segments().getLast();
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), RecordFormat.SEGMENT_HEADER_BYTES));
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(LogCorruptException.class)
                .hasMessageContaining("primary.cursor stands at");
    }

    @Test
    void manyRestartsLoseNothing() {
        List<String> expected = new ArrayList<>();
        for (int start = 0; start < 20; start++) {
            try (LocalEventLog log = open(settings)) {
                log.reader("primary").close();
                for (int i = 0; i < start % 3; i++) {
                    expected.add(start + "/" + i);
                    appended(log, expected.getLast());
                }
            }
        }
        assertThat(reopened(settings, "primary")).isEqualTo(expected);
    }

    private static void fill(EventLog log, int records) {
        for (int i = 0; i < records; i++) {
            appended(log, filler(i));
        }
    }

    private static String filler(int i) {
        return i + "-".repeat(300);
    }

    private long segmentFiles() throws IOException {
        return segments().size();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
