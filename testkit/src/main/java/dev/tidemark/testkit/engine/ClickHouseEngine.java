package dev.tidemark.testkit.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ClickHouse in a process of its own, by the script {@code engines/clickhouse}, over a directory of its own. It can be killed and started again over the same
 * data, at the same address.
 */
public final class ClickHouseEngine implements AutoCloseable {

    private static final String READY = "ready ";

    private final Path script;
    private final Path data;
    private int port;
    private @Nullable Process process;

    private ClickHouseEngine(Path script, Path data) {
        this.script = script;
        this.data = data;
    }

    /** Whether the script can run here. */
    public static boolean isPossible() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && script() != null;
    }

    /** Starts an engine with no data. */
    public static ClickHouseEngine start() {
        Path script = script();
        if (script == null) {
            throw new IllegalStateException("engines/clickhouse is not in this directory or one above it");
        }
        try {
            ClickHouseEngine engine = new ClickHouseEngine(script, Files.createTempDirectory("tidemark-clickhouse"));
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            engine.startAgain();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers; stays the same. */
    public ClickHouseAddress address() {
        return ClickHouseAddress.of(URI.create("http://127.0.0.1:" + port));
    }

    /** Ends the process as a loss of power would, as far as the process goes. Returns when it is gone. */
    public synchronized void kill() {
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
    public synchronized void startAgain() {
        try {
            Process started = new ProcessBuilder(
                            script.toString(), "run", "--port", Integer.toString(port), "--data", data.toString())
                    .redirectError(
                            data.resolveSibling(data.getFileName() + ".log").toFile())
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
            throw new IllegalStateException("the engine did not start; see " + data + ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it and removes its data. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.exists(data) ? Files.walk(data) : Stream.of()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path script() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path script = directory.resolve("engines").resolve("clickhouse");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        return null;
    }
}
