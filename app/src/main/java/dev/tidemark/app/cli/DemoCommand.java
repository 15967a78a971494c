package dev.tidemark.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.demo.DemoCheck;
import dev.tidemark.app.demo.DemoEvents;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a month of demo events and, with a read key, asks for them back. */
@Command(
        name = "demo",
        description = "Send a month of believable events, the same ones all day long, and check the server's answers.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
final class DemoCommand implements Callable<Integer> {
    private static final int BATCH = 500;

    @Mixin
    private ServerOptions server;

    @Option(
            names = "--read-key",
            paramLabel = "KEY",
            description = "A read key of the same tenant; the answers are checked only with one.")
    private @Nullable String readKey;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant now = Instant.now();
        List<Map<String, Object>> events = DemoEvents.until(now);
        ServerClient client = server.connect();
        PrintWriter out = spec.commandLine().getOut();
        send(client, events, out);
        return readKey == null ? ExitCode.OK : check(new ServerClient(client.url(), readKey), now, events, out);
    }

    private static void send(ServerClient client, List<Map<String, Object>> events, PrintWriter out) {
        long accepted = 0;
        long duplicates = 0;
        for (int from = 0; from < events.size(); from += BATCH) {
            List<Map<String, Object>> batch = events.subList(from, Math.min(from + BATCH, events.size()));
            JsonNode answer = client.post("/v1/events?wait=stored", batch);
            if (!answer.path("rejected").isEmpty()) {
                throw new CommandFailedException("the server rejected demo events: " + answer.path("rejected"));
            }
            accepted += answer.path("accepted").asLong();
            duplicates += answer.path("duplicates").asLong();
        }
        out.printf("Sent %,d events: %,d accepted, %,d known already.%n", events.size(), accepted, duplicates);
    }

    private static int check(ServerClient client, Instant now, List<Map<String, Object>> events, PrintWriter out) {
        DemoCheck check = new DemoCheck(DemoEvents.runOf(now), events, query -> client.post("/v1/query", query));
        List<String> differences = check.differences();
        differences.forEach(difference -> out.println("WRONG ANSWER  " + difference));
        if (differences.isEmpty()) {
            out.println("Asked for them back by type, screen, person and currency: every answer is what was sent.");
        }
        return differences.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
