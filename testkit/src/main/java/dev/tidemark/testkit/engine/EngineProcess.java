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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine in a process of its own, by a script of {@code engines/}, with a directory of its own. It can be killed and started again over the same data, at the same
 * address.
 */
final class EngineProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Path script;
    private final List<String> arguments;
    private final Path directory;
    private @Nullable URI address;
    private @Nullable Process process;

    private EngineProcess(Path script, List<String> arguments, Path directory) {
        this.script = script;
        this.arguments = arguments;
        this.directory = directory;
    }

    /** Whether there is such a script, and this is the machine that they are for. */
    static boolean isPossible(String script) {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && find(script).isPresent();
    }

    /**
     * Starts an engine with no data. It ends with this process at the latest.
     *
     * @param arguments besides those that say where it listens and where its data lie
     */
    static EngineProcess start(String script, String... arguments) {
        Path found = find(script)
                .orElseThrow(() ->
                        new IllegalStateException("engines/" + script + " is not in this directory or one above it"));
        try {
            EngineProcess engine =
                    new EngineProcess(found, List.of(arguments), Files.createTempDirectory("tidemark-" + script));
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            engine.startAgain();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers, as its script says; stays the same. */
    synchronized URI address() {
        if (address == null) {
            throw new IllegalStateException(script + " has not been started");
        }
        return address;
    }

    /** Ends the process as a loss of power would, as far as the process goes. Returns when it is gone. */
    synchronized void kill() {
        Process running = process;
        if (running != null) {
            awaitEnd(running.destroyForcibly());
            process = null;
        }
    }

    /** Without a thread of a pool, of which there may be none while this process ends. */
    private static void awaitEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the engine had ended", e);
        }
    }

    /** Starts the process over the data that is there. Returns when it answers. */
    synchronized void startAgain() {
        try {
            Process started = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = started;
            BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    address = URI.create(line.substring(READY.length()));
                    Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                    return;
                }
            }
            throw new IllegalStateException(script + " did not start the engine; it said: " + Files.readString(log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        int port = address == null ? 0 : address.getPort();
        List<String> command = new ArrayList<>(List.of(script.toString(), "run"));
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

    private static Optional<Path> find(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path script = directory.resolve("engines").resolve(name);
            if (Files.isExecutable(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }
}
