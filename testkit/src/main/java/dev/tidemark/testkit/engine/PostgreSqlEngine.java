package dev.tidemark.testkit.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL in processes of its own, by the script {@code engines/postgresql}, over a directory of its own. It can be killed and started again over the same data, at the same
 * address.
 */
public final class PostgreSqlEngine implements AutoCloseable {

    private static final String READY = "ready ";
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql/15/bin/postgres");
    private static final Path INSTALLER = Path.of("/usr/bin/apt-get");

    private final Path script;
    private final Path directory;
    private int port;
    private @Nullable Process process;

    private PostgreSqlEngine(Path script, Path directory) {
        this.script = script;
        this.directory = directory;
    }

    /** Whether the script can run here. */
    public static boolean isPossible() {
        boolean installable =
                Files.isExecutable(INSTALLER) && System.getProperty("user.name").equals("root");
        return script() != null && (Files.isExecutable(INSTALLED) || installable);
    }

    /** Starts an engine with no data. */
    public static PostgreSqlEngine start() {
        Path script = script();
        if (script == null) {
            throw new IllegalStateException("engines/postgresql is not in this directory or one above it");
        }
        try {
            Path directory = Files.createTempDirectory("tidemark-postgresql");
            if (!directory.toFile().setExecutable(true, false)) {
                throw new IllegalStateException(directory + " cannot be opened to the server's user");
            }
            PostgreSqlEngine engine = new PostgreSqlEngine(script, directory);
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            engine.startAgain();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers; stays the same. */
    public PostgreSqlAddress address() {
        return new PostgreSqlAddress(URI.create("postgresql://postgres@127.0.0.1:" + port + "/postgres"));
    }

    /** Ends all its processes as a loss of power would, as far as processes go. Returns when they are gone. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> servers = running.children().toList();
            List<ProcessHandle> all = running.descendants().toList();
            servers.forEach(ProcessHandle::destroyForcibly); // first, or it would start the others again
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(running.destroyForcibly(), all);
            process = null;
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
            Process started = new ProcessBuilder(
                            script.toString(),
                            "run",
                            "--port",
                            Integer.toString(port),
                            "--data",
                            directory.resolve("data").toString())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
            process = started;
            BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    port = URI.create(line.substring(READY.length())).getPort();
                    Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                    return;
                }
            }
            throw new IllegalStateException("the engine did not start; see " + directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static @Nullable Path script() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path script = directory.resolve("engines").resolve("postgresql");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        return null;
    }
}
