package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Runs a command of the jar to its end. */
final class CommandLine {
    private CommandLine() {}

    /**
     * What a command left.
     *
     * @param output standard output and standard error, as they came
     */
    record Outcome(int status, String output) {}

    static Outcome run(Launch launch, String... command) {
        try {
            Files.createDirectories(launch.data());
            Process process = launch.process(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try {
                String output = new String(process.getInputStream().readAllBytes(), UTF_8);
                return new Outcome(process.waitFor(), output);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
