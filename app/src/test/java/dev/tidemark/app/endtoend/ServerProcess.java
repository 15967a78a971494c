package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.Halt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A server in a process of its own. Closing it kills it, so that no test leaves one behind; what it wrote stays in
 * {@code target/end-to-end}.
 */
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on https?://\\S+?:(\\d+)");
    private static final Path LOGS = Path.of("target", "end-to-end");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final Thread reaper;
    private Optional<Api> api = Optional.empty();

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reaper = new Thread(process::destroyForcibly, "end of server " + process.pid());
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts a server and returns when it is ready. */
    static ServerProcess start(Launch launch) {
        ServerProcess server = begin(launch);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Starts a server and returns at once; it may never become ready. */
    static ServerProcess begin(Launch launch) {
        return beginAsIs(StartCache.use(launch));
    }

    /** Starts a server by these options and no others. */
    static ServerProcess beginAsIs(Launch launch) {
        try {
            Files.createDirectories(launch.data());
            Path log = Files.createTempFile(Files.createDirectories(LOGS), "server-", ".log");
            return new ServerProcess(
                    launch.process("serve")
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server says of itself that it is ready. */
    void awaitReady() {
        await("ready", Api::isReady);
    }

    /** Waits until the server answers, ready or not. */
    void awaitAnswers() {
        await("answering", Api::isLive);
    }

    private void await(String what, Predicate<Api> reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended with status " + process.exitValue() + ":\n" + log());
            }
            if (isListening() && reached.test(api())) {
                return;
            }
            Pause.millis(20);
        }
        throw new IllegalStateException("the server is not " + what + " after " + PATIENCE + ":\n" + log());
    }

    private boolean isListening() {
        if (api.isEmpty()) {
            var matcher = LISTENING.matcher(log());
            api = matcher.find()
                    ? Optional.of(new Api(URI.create("http://127.0.0.1:" + matcher.group(1))))
                    : Optional.empty();
        }
        return api.isPresent();
    }

    /** The way to talk to it; only when it answers. */
    Api api() {
        return api.orElseThrow(() -> new IllegalStateException("the server does not listen yet"));
    }

    long pid() {
        return process.pid();
    }

    /** All that the server has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it by SIGKILL and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(PATIENCE);
    }

    /** Stops it as it stands, by SIGSTOP. */
    void stop() {
        Halt.stop(process.toHandle());
    }

    /** Lets it go on. */
    void goOn() {
        Halt.goOn(process.toHandle());
    }

    /** Asks it by SIGTERM to stop, without waiting. */
    void terminate() {
        process.destroy();
    }

    /**
     * Waits until it has ended by itself.
     *
     * @return its exit status
     */
    int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server still runs after " + patience + ":\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        api.ifPresent(Api::close);
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
