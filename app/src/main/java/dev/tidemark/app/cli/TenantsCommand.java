package dev.tidemark.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Administers tenants; needs an admin key. */
@Command(
        name = "tenants",
        description = "List, add, limit or remove tenants, with an admin key.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before a method is called
final class TenantsCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "list", description = "All tenants by name.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerOptions server, @Mixin OutputOptions output) {
        Table table =
                Table.of(server.connect().get("/v1/tenants").path("tenants"), "tenant", "created_at", "events_per_day");
        output.print(table, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    @Command(name = "add", description = "Add a tenant.", mixinStandardHelpOptions = true)
    int add(@Mixin ServerOptions server, @Parameters(paramLabel = "TENANT") String tenant) {
        server.connect().post("/v1/tenants", Map.of("tenant", tenant));
        spec.commandLine().getOut().println("added " + tenant + "; 'keys add' makes its keys");
        return ExitCode.OK;
    }

    @Command(
            name = "limit",
            description = "Say how many events a tenant may send on a UTC day.",
            mixinStandardHelpOptions = true)
    int limit(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(
                            names = "--events-per-day",
                            paramLabel = "N",
                            required = true,
                            description = "How many: " + Limits.VALUES + ".")
                    String perDay) {
        var wanted = new LinkedHashMap<String, Object>();
        Limits.put(wanted, "events_per_day", perDay);
        server.connect().put("/v1/tenants/" + tenant + "/quota", wanted);
        spec.commandLine().getOut().println("limited " + tenant + " to " + perDay + " events per day");
        return ExitCode.OK;
    }

    @Command(
            name = "remove",
            description = "Remove a tenant and its keys. Its events stay until retention removes them.",
            mixinStandardHelpOptions = true)
    int remove(@Mixin ServerOptions server, @Parameters(paramLabel = "TENANT") String tenant) {
        server.connect().delete("/v1/tenants/" + tenant);
        spec.commandLine().getOut().println("removed " + tenant + " and its keys");
        return ExitCode.OK;
    }
}
