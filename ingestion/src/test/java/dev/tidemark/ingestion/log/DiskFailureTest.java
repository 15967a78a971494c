package dev.tidemark.ingestion.log;

import static dev.tidemark.ingestion.log.Logs.appended;
import static dev.tidemark.ingestion.log.Logs.readAll;
import static dev.tidemark.ingestion.log.Logs.refused;
import static dev.tidemark.ingestion.log.Logs.reopened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.AppendResult.Reason;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {
    private final LogSettings settings;
    private final FailingDisk disk = new FailingDisk();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    DiskFailureTest(@TempDir Path directory) {
        this.settings = Logs.small(directory);
    }

    @Test
    void afterAFailedSyncTheRecordGoesToANewFile() {
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            appended(log, "before");
            disk.failSyncs(0, 1);
            appended(log, "during");
            appended(log, "after");
            assertThat(readAll(reader)).containsExactly("before", "during", "after");
            assertThat(troubles).hasSize(1).first().asString().contains("the event log leaves");
        }
        assertThat(reopened(settings, "primary")).containsExactly("before", "during", "after");
    }

    @Test
    void aFailedSyncOfAFilesFirstRecordsLosesNothing() {
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            disk.failSyncs(1, 1); // the file's header is synced first
            appended(log, "first");
            assertThat(readAll(reader)).containsExactly("first");
        }
        assertThat(reopened(settings, "primary")).containsExactly("first");
    }

    @Test
    void aDiskThatKeepsFailingRefusesAndGoesOnOnceItWorks() {
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            appended(log, "before");
            disk.failSyncs(0, Integer.MAX_VALUE);
            assertThat(refused(log, "during").reason()).isEqualTo(Reason.DISK_FAILED);
            disk.failSyncs(0, 0);
            await().until(() -> Logs.append(log, "after") instanceof Appended);
            assertThat(readAll(reader)).containsExactly("before", "after");
        }
        assertThat(reopened(settings, "primary")).containsExactly("before", "after");
    }

    @Test
    void aFullDiskRefusesWholeRecordsAndGoesOnOnceThereIsRoom() {
        List<String> taken = new ArrayList<>();
        try (LocalEventLog log = open();
                LogReader reader = log.reader("primary")) {
            disk.setFull(true);
            String next = "0" + "-".repeat(500);
            AppendResult result = Logs.append(log, next);
            while (result instanceof Appended) {
                taken.add(next);
                next = taken.size() + "-".repeat(500);
                result = Logs.append(log, next);
            }
            assertThat(((AppendResult.Refused) result).reason()).isEqualTo(Reason.DISK_FULL);
            assertThat(readAll(reader)).isEqualTo(taken);
            reader.save(reader.position());
            disk.setFull(false);
            await().until(() -> Logs.append(log, "after") instanceof Appended);
            assertThat(readAll(reader)).containsExactly("after");
        }
        assertThat(reopened(settings, "primary")).containsExactly("after");
    }

    private LocalEventLog open() {
        LogObserver observer = new LogObserver() {
            @Override
            public void trouble(String message, Throwable cause) {
                troubles.add(message);
            }
        };
        return LocalEventLog.open(settings, observer, InstantSource.system(), disk);
    }
}
