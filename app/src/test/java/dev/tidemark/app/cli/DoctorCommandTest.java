package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @Test
    void aFreshMachineIsWellAndStaysUntouched(@TempDir Path directory) {
        Path data = directory.resolve("data");

        CommandRun run = CommandRun.of("doctor", "--data-dir", data.toString(), "--url", "http://127.0.0.1:1");

        assertThat(run.out()).contains("ok    java", "ok    data directory", "none yet");
        assertThat(data).doesNotExist();
    }

    @Test
    void aRunningServerAnswersForItsData(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            CommandRun run = CommandRun.of(
                    "doctor",
                    "--data-dir",
                    directory.toString(),
                    "--url",
                    server.address().toString());

            assertThat(run.out())
                    .contains("answers and is well", "in use by the server")
                    .contains("Nothing is wrong.");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void theDataOfAStoppedServerIsOpened(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/events?wait=stored", TestServer.WRITE_KEY, "{\"event_type\":\"a\"}");
        }

        CommandRun run = CommandRun.of("doctor", "--data-dir", directory.toString(), "--url", "http://127.0.0.1:1");

        assertThat(run.out()).contains("whole; 0 bodies wait for the store", "opens; 1 events");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsAFailure(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        CommandRun run = CommandRun.of("doctor", "--data-dir", file.toString(), "--url", "http://127.0.0.1:1");

        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("fail  data directory", "cannot be written", "check");
    }
}
