package dev.tidemark.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Administers keys; needs an admin key. */
@Command(
        name = "keys",
        description = "List, add, limit or revoke keys, with an admin key.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before a method is called
final class KeysCommand {
    private static final String PER_SECOND = "How many events it may send in a second: " + Limits.VALUES + ".";
    private static final String BURST =
            "How many it may send at once; what comes together in ten seconds if not given.";

    @Spec
    private CommandSpec spec;

    @Command(name = "list", description = "Keys without their secrets.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant's.") @Nullable
                    String tenant) {
        JsonNode keys = server.connect()
                .get("/v1/keys" + (tenant == null ? "" : "?tenant=" + tenant))
                .path("keys");
        Table table = Table.of(
                keys,
                "id",
                "tenant",
                "kind",
                "name",
                "hint",
                "created_at",
                "last_used_on",
                "revoked_at",
                "events_per_second",
                "burst");
        output.print(table, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    @Command(
            name = "add",
            description = "Make a key and print it: the only time it is shown.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin ServerOptions server,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Whose, for write and read keys.")
                    @Nullable
                    String tenant,
            @Option(names = "--kind", paramLabel = "KIND", required = true, description = "write, read or admin.")
                    String kind,
            @Option(names = "--name", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                    String name,
            @Option(names = "--events-per-second", paramLabel = "N", description = PER_SECOND) @Nullable
                    String perSecond,
            @Option(names = "--burst", paramLabel = "N", description = BURST) @Nullable String burst) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("kind", kind);
        wanted.put("name", name);
        if (tenant != null) {
            wanted.put("tenant", tenant);
        }
        Limits.put(wanted, "events_per_second", perSecond);
        Limits.put(wanted, "burst", burst);
        spec.commandLine()
                .getOut()
                .println(
                        server.connect().post("/v1/keys", wanted).path("secret").asText());
        return ExitCode.OK;
    }

    @Command(name = "limit", description = "Say how many events a write key may send.", mixinStandardHelpOptions = true)
    int limit(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ID", description = "The id that 'keys list' shows.") String id,
            @Option(names = "--events-per-second", paramLabel = "N", required = true, description = PER_SECOND)
                    String perSecond,
            @Option(names = "--burst", paramLabel = "N", description = BURST) @Nullable String burst) {
        var wanted = new LinkedHashMap<String, Object>();
        Limits.put(wanted, "events_per_second", perSecond);
        Limits.put(wanted, "burst", burst);
        server.connect().put("/v1/keys/" + id + "/limit", wanted);
        spec.commandLine().getOut().println("limited " + id + " to " + perSecond + " events per second");
        return ExitCode.OK;
    }

    @Command(name = "revoke", description = "Make a key invalid for ever.", mixinStandardHelpOptions = true)
    int revoke(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ID", description = "The id that 'keys list' shows.") String id) {
        server.connect().delete("/v1/keys/" + id);
        spec.commandLine().getOut().println("revoked " + id);
        return ExitCode.OK;
    }
}
