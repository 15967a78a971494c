package dev.tidemark.testkit.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine in processes of its own, with a directory of its own. It can be killed and started again over the same data, at the same address. Usable by many threads. */
public final class EngineProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Path program;
    private final List<String> arguments;
    private final Path directory;
    private @Nullable URI address;
    private @Nullable Process process;

    private EngineProcess(Path program, List<String> arguments, Path directory) {
        this.program = program;
        this.arguments = arguments;
        this.directory = directory;
    }

    static EngineProcess start(Path program, List<String> arguments) {
        try {
            EngineProcess engine = new EngineProcess(
                    program, arguments, openToAll(Files.createTempDirectory("tidemark-" + program.getFileName())));
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            engine.startAgain();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some servers run as a user of their own. */
    private static Path openToAll(Path directory) {
        if (!directory.toFile().setExecutable(true, false)) {
            throw new IllegalStateException(directory + " cannot be opened to the server's user");
        }
        return directory;
    }

    /** Where it answers, as its program says; stays the same. */
    public synchronized URI address() {
        if (address == null) {
            throw new IllegalStateException(program + " has not been started");
        }
        return address;
    }

    /** Ends all its processes as a loss of power would, as far as processes go. Returns when they are gone. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> children = running.children().toList();
            List<ProcessHandle> all = running.descendants().toList();
            running.destroyForcibly(); // from above, or a server would start again what is killed below it
            children.forEach(ProcessHandle::destroyForcibly);
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(running, all);
            process = null;
        }
    }

    /** Stops all its processes as they stand. */
    public synchronized void stop() {
        if (process != null) {
            Halt.stop(process.toHandle());
        }
    }

    /** Lets them go on. */
    public synchronized void goOn() {
        if (process != null) {
            Halt.goOn(process.toHandle());
        }
    }

    /** Without a thread of a pool, of which there may be none while this process ends. */
    @SuppressWarnings("BusyWait") // processes of others cannot be waited for
    private static void awaitEnd(Process process, List<ProcessHandle> all) {
        try {
            process.waitFor();
            while (all.stream().anyMatch(ProcessHandle::isAlive)) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the engine had ended", e);
        }
    }

    /** Starts it over the data that is there. Returns when it answers. */
    public synchronized void startAgain() {
        try {
            Process started = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = started;
            BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    address = URI.create(line.substring(READY.length()));
                    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(ignored -> {}));
                    return;
                }
            }
            throw new IllegalStateException(program + " did not start the engine; it said: " + Files.readString(log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        int port = address == null ? 0 : address.getPort();
        List<String> command = new ArrayList<>(List.of(program.toString(), "run"));
        command.addAll(arguments);
        command.addAll(List.of(
                "--port",
                Integer.toString(port),
                "--data",
                directory.resolve("data").toString()));
        return command;
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** Kills it and removes its data. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.of()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
