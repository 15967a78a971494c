package dev.tidemark.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that are stopped as they stand: they keep what they hold, memory, locks and connections, and answer nobody. They must go on before they are waited for. */
public final class Halt {
    private Halt() {}

    /** Stops a process and all that it started. */
    public static void stop(ProcessHandle process) {
        signal("-STOP", process);
    }

    /** Lets them go on. */
    public static void goOn(ProcessHandle process) {
        signal("-CONT", process);
    }

    private static void signal(String signal, ProcessHandle process) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process), process.descendants())
                .map(each -> Long.toString(each.pid()))
                .forEach(command::add);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
