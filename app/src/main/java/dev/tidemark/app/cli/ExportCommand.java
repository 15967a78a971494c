package dev.tidemark.app.cli;

import dev.tidemark.app.exports.EventPages;
import dev.tidemark.app.exports.ExportDirectory;
import dev.tidemark.app.exports.StoreExport;
import dev.tidemark.app.imports.PatientClient;
import dev.tidemark.app.imports.ProgressBars;
import dev.tidemark.app.imports.StopSignal;
import dev.tidemark.app.imports.TransferException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports what a running server has stored. */
@Command(
        name = "export",
        description =
                "Export all events of a running server, with an admin key. Broken off, it goes on when run again.",
        footer = {
            "",
            "Ends with 0 if the export is complete, 1 if not, 2 if the command is wrong.",
            "'import DIR --format export' brings them to another server."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets options and parameters before call()
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Parameters(paramLabel = "DIR", description = "Where to: a file for each tenant, and a manifest.")
    private Path directory;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this one; may be repeated. By default all.")
    private List<String> tenants = new ArrayList<>();

    @Option(
            names = "--received-from",
            paramLabel = "TIME",
            description = "Only events that the server received at this moment or later, as in 2026-11-22T10:00:00Z.")
    private @Nullable Instant receivedFrom;

    @Option(
            names = "--patience",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "How long to wait for a server that is overloaded or away; by default ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--restart", description = "Begin anew, whatever is in the directory.")
    private boolean restart;

    @Override
    public Integer call() {
        if (patience < 0) {
            throw new ParameterException(spec.commandLine(), "expected --patience of 0 or more");
        }
        var stop = new StopSignal();
        var stopper = StopOnSignal.register(stop);
        Instant start = Instant.now();
        try {
            StoreExport.Outcome outcome = export(stop);
            report(outcome, Duration.between(start, Instant.now()));
            return outcome.stopped() ? ExitCode.FAILED : ExitCode.OK;
        } finally {
            stopper.finished();
        }
    }

    private StoreExport.Outcome export(StopSignal stop) {
        ServerClient client = server.connect();
        try (var patient = new PatientClient(client.url(), Duration.ofSeconds(patience), stop)) {
            var export = new StoreExport(
                    new EventPages(patient, client::request),
                    new ExportDirectory(directory),
                    Terminal.progress(spec, ProgressBars.ofEvents()),
                    stop);
            return export.run(new StoreExport.Wish(
                    tenants, Optional.ofNullable(receivedFrom).map(Instant::toString), restart));
        } catch (TransferException failure) {
            throw new CommandFailedException(String.valueOf(failure.getMessage()), failure);
        } catch (IOException failure) {
            throw new CommandFailedException(
                    directory + " cannot be written: " + failure.getMessage()
                            + "; what was exported stays, run it again to go on",
                    failure);
        }
    }

    private void report(StoreExport.Outcome outcome, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        outcome.manifest()
                .tenants()
                .forEach(tenant -> out.println("%-12s %,12d events %,14d bytes%s"
                        .formatted(
                                tenant.tenant(),
                                tenant.events(),
                                tenant.bytes(),
                                tenant.complete() ? "" : "  not finished")));
        outcome.leftOut()
                .forEach(tenant -> out.println("left out: events of '" + tenant
                        + "', a tenant that was removed; --tenant " + tenant + " exports them"));
        double seconds = Math.max(took.toMillis(), 1) / 1000.0;
        out.println("fetched      %,12d events in %,.1f s, %,.0f events/s"
                .formatted(outcome.fetched(), seconds, outcome.fetched() / seconds));
        if (outcome.stopped()) {
            out.println("stopped; run it again to go on");
        }
    }
}
