package dev.tidemark.app.cli;

import dev.tidemark.app.imports.EventSender;
import dev.tidemark.app.imports.FileImport;
import dev.tidemark.app.imports.ImportException;
import dev.tidemark.app.imports.ImportFormat;
import dev.tidemark.app.imports.ImportOptions;
import dev.tidemark.app.imports.ImportReport;
import dev.tidemark.app.imports.Input;
import dev.tidemark.app.imports.ProgressBars;
import dev.tidemark.app.imports.ProgressLines;
import dev.tidemark.app.imports.ProgressStyle;
import dev.tidemark.app.imports.RejectedRecords;
import dev.tidemark.app.imports.StateDirectory;
import dev.tidemark.app.imports.StopSignal;
import java.io.Console;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** Imports files into a running server. */
@Command(
        name = "import",
        description = "Import files of events. Importing a file twice changes nothing.",
        footer = "Ends with 0 if every record was taken, 1 if not, 2 if the command is wrong.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets options and parameters before call()
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Mixin
    private ImportFormatOptions format;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, plain or compressed by gzip or zstd; - is standard input.")
    private List<String> files;

    @Option(
            names = "--batch",
            defaultValue = "2000",
            description = "Events in one request; by default ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--patience",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "How long to wait for a server that is overloaded or away; by default ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--restart", description = "Send from the beginning, whatever was imported before.")
    private boolean restart;

    @Option(names = "--rejects", paramLabel = "FILE", description = "Write rejected records here, as they stood.")
    private @Nullable Path rejects;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "${env:TIDEMARK_STATE_DIR}",
            description = "Where positions and the salt are kept; by default TIDEMARK_STATE_DIR, else"
                    + " ~/.local/state/tidemark.")
    private @Nullable Path stateDirectory;

    @Override
    public Integer call() throws IOException {
        List<Input> inputs = inputs();
        var state = new StateDirectory(
                Optional.ofNullable(stateDirectory).orElseGet(() -> StateDirectory.usual(System.getenv())));
        ImportFormat reader = format.open(spec, state);
        var stop = new StopSignal();
        var stopper = StopOnSignal.register(stop);
        var report = new ImportReport();
        Instant start = Instant.now();
        try {
            importAll(inputs, reader, state, stop, report);
        } finally {
            report.lines(Duration.between(start, Instant.now()))
                    .forEach(spec.commandLine().getOut()::println);
            stopper.finished();
        }
        return report.rejected() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void importAll(
            List<Input> inputs, ImportFormat reader, StateDirectory state, StopSignal stop, ImportReport report)
            throws IOException {
        ServerClient client = server.connect();
        var options = new ImportOptions(batch, restart, state, List.of(destination(client), format.scope()));
        try (var sender = new EventSender(
                        client.url(), () -> client.request("/v1/events"), Duration.ofSeconds(patience), stop);
                var rejected = new RejectedRecords(Optional.ofNullable(rejects))) {
            var run = new FileImport(reader, options, sender, rejected, progress(), stop, report, Clock.systemUTC());
            for (Input input : inputs) {
                importOne(run, input);
            }
        } catch (ImportException failure) {
            throw new CommandFailedException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Server and key: the same file may go to several servers and tenants. */
    private static String destination(ServerClient client) {
        HttpHeaders headers = client.request("/").build().headers();
        return client.url() + " " + headers.firstValue("Authorization").orElse("");
    }

    private static void importOne(FileImport run, Input input) {
        try {
            run.run(input);
        } catch (IOException failure) {
            throw new CommandFailedException(input.name() + ": " + failure.getMessage(), failure);
        }
    }

    private List<Input> inputs() {
        List<Input> inputs = files.stream().map(Input::of).toList();
        for (Input input : inputs) {
            input.path()
                    .filter(path -> !Files.isReadable(path) || Files.isDirectory(path))
                    .ifPresent(path -> {
                        throw new ParameterException(spec.commandLine(), "'" + path + "' is no file that can be read");
                    });
        }
        if (rejects != null && format.hasHeading() && inputs.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rejects takes one CSV file at a time: their columns may differ");
        }
        if (batch < 1 || patience < 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected --batch of 1 or more and --patience of 0 or more");
        }
        return inputs;
    }

    private ProgressStyle progress() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new ProgressBars()
                : new ProgressLines(spec.commandLine().getErr(), Clock.systemUTC());
    }
}
