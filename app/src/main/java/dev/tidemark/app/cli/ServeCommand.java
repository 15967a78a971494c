package dev.tidemark.app.cli;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the server and stays until the process is told to stop. */
@Command(name = "serve", description = "Start the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var context = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", 8080))
                .start();
        context.getBean(EmbeddedServer.class).start();
        Thread.currentThread().join();
        return 0;
    }
}
