package dev.tidemark.ingestion.log;

import static dev.tidemark.ingestion.log.Logs.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.AppendResult.Reason;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fills a real file system of 1 MiB. Mounting one needs root on Linux; skipped elsewhere. */
class SmallDiskTest {
    private final Path disk;

    SmallDiskTest(@TempDir Path directory) {
        this.disk = directory;
    }

    @BeforeEach
    void mount() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .as("mounting a small tmpfs needs root on Linux")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void aFullDiskRefusesWholeRecordsAndRecoversByItself() throws IOException {
        LogSettings settings = new LogSettings(disk.resolve("log"), 1L << 30, 64 << 10, 1 << 20);
        List<String> taken = new ArrayList<>();
        try (LocalEventLog log = Logs.open(settings);
                LogReader reader = log.reader("primary")) {
            AppendResult last = fill(log, taken);
            assertThat(((Refused) last).reason()).isEqualTo(Reason.DISK_FULL);
            fillTheRest();
            assertThat(readAll(reader)).isEqualTo(taken);
            reader.save(reader.position()); // a cursor moves even now, and so makes room
            Files.delete(disk.resolve("other"));
            await().until(() -> Logs.append(log, "after") instanceof Appended);
            assertThat(readAll(reader)).containsExactly("after");
        }
        assertThat(Logs.reopened(settings, "primary")).containsExactly("after");
    }

    @Test
    void aDiskThatIsFullAtTheStartLosesNothing() throws IOException {
        LogSettings settings = new LogSettings(disk.resolve("log"), 1L << 30, 64 << 10, 1 << 20);
        List<String> taken = new ArrayList<>();
        try (LocalEventLog log = Logs.open(settings)) {
            log.reader("primary").close();
            fill(log, taken);
            fillTheRest();
        }
        assertThat(Logs.reopened(settings, "primary")).isEqualTo(taken);
    }

    private static AppendResult fill(EventLog log, List<String> taken) {
        while (true) {
            String text = taken.size() + "-".repeat(1000);
            AppendResult result = Logs.append(log, text);
            if (!(result instanceof Appended)) {
                return result;
            }
            taken.add(text);
        }
    }

    /** Takes what is left of the disk, to the last byte. */
    private void fillTheRest() throws IOException {
        Path other = disk.resolve("other");
        try (var output = Files.newOutputStream(other)) {
            while (true) {
                output.write(new byte[1024]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // no such command here
        }
    }
}
