package dev.tidemark.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What the virtual machine has read and linked when a server is ready, kept beside the jar: servers of tests, which are started by the hundred, start with half the work. Made once for each jar, by whichever process of tests is first. */
final class StartCache {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** With what the virtual machine says of it turned off: it does without what does not fit. */
    private static final List<String> OPTIONS =
            List.of("-XX:AOTCache=" + made(Launch.jar()), "-Xlog:aot*=off", "-Xlog:cds*=off");

    private StartCache() {}

    static Launch use(Launch launch) {
        return launch.withOptions(OPTIONS);
    }

    private static Path made(Path jar) {
        Path cache = jar.resolveSibling("start.aot");
        try (FileChannel lock = FileChannel.open(
                        jar.resolveSibling("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.exists(cache)
                    || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                make(cache);
            }
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path cache) throws IOException {
        Path unfinished = cache.resolveSibling("start.tmp");
        Launch launch =
                Launch.in(Files.createTempDirectory("start")).withOptions(List.of("-XX:AOTCacheOutput=" + unfinished));
        try (ServerProcess server = ServerProcess.beginAsIs(launch)) {
            server.awaitReady();
            server.api().store("{\"app_id\": \"a\", \"event_type\": \"t\"}").with(200);
            server.api()
                    .query("{\"measures\": [\"events\"], \"from\": \"-1d\", \"to\": \"+1d\"}")
                    .with(200);
            server.terminate();
            server.awaitEnd(PATIENCE);
        }
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
