package dev.tidemark.app.cli;

import dev.tidemark.app.Server;
import dev.tidemark.app.logging.Logging;
import dev.tidemark.app.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server and stays until the process is told to stop. */
@Command(name = "serve", description = "Start the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", description = "The port to listen on; stands for TIDEMARK_HTTP_PORT.")
    private @Nullable String port;

    @Option(names = "--data-dir", description = "Where everything is kept; stands for TIDEMARK_DATA_DIR.")
    private @Nullable Path dataDirectory;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.load(environment());
        Logging.configure(settings.logging());
        Logger log = LoggerFactory.getLogger(ServeCommand.class);
        settings.warnings().forEach(log::warn);
        Server server = Server.start(settings);
        StopSignals.endWithSuccess();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, log), "shutdown"));
        log.info(
                "listening on {}, data in {}, ready after {} ms",
                server.address(),
                settings.dataDirectory().toAbsolutePath().normalize(),
                sinceStart().toMillis());
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private static void stop(Server server, Logger log) {
        log.info("stopping");
        server.close();
        log.info("stopped");
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        Optional.ofNullable(port).ifPresent(value -> environment.put("TIDEMARK_HTTP_PORT", value));
        Optional.ofNullable(dataDirectory).ifPresent(value -> environment.put("TIDEMARK_DATA_DIR", value.toString()));
        return environment;
    }

    private static Duration sinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
