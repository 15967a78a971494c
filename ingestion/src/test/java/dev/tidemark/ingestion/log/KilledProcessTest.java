package dev.tidemark.ingestion.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    @RepeatedTest(3)
    void aKilledProcessLosesNothingItAcknowledged(@TempDir Path directory, RepetitionInfo round) throws Exception {
        List<String> acknowledged = killAfter(700 * round.getCurrentRepetition(), directory);
        List<String> stored = Logs.reopened(Logs.small(directory), "primary");
        assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
        for (int thread = 0; thread < AppendingProcess.THREADS; thread++) {
            String prefix = thread + "/";
            List<String> ofThread =
                    stored.stream().filter(text -> text.startsWith(prefix)).toList();
            assertThat(ofThread)
                    .isEqualTo(IntStream.range(0, ofThread.size())
                            .mapToObj(i -> prefix + i)
                            .toList());
        }
    }

    /** Kills the process in the midst of its work, and returns what it had printed until then. */
    private static List<String> killAfter(int lines, Path directory) throws IOException, InterruptedException {
        Path output = Files.createTempFile("acknowledged", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.readAllLines(output).size() >= lines);
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<String> acknowledged = new ArrayList<>(Files.readAllLines(output));
        Files.delete(output);
        acknowledged.removeLast(); // it may have been cut off while it was printed
        return acknowledged;
    }
}
