package dev.tidemark.app.cli;

import dev.tidemark.app.cli.ImportParts.Part;
import dev.tidemark.app.imports.EventSender;
import dev.tidemark.app.imports.FileImport;
import dev.tidemark.app.imports.ImportFormat;
import dev.tidemark.app.imports.ImportOptions;
import dev.tidemark.app.imports.ImportReport;
import dev.tidemark.app.imports.Input;
import dev.tidemark.app.imports.PatientClient;
import dev.tidemark.app.imports.ProgressBars;
import dev.tidemark.app.imports.RejectedRecords;
import dev.tidemark.app.imports.StateDirectory;
import dev.tidemark.app.imports.StopSignal;
import dev.tidemark.app.imports.TransferException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            description =
                    "Files, plain or compressed by gzip or zstd; - is standard input. Of an export, its directory.")
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
            names = "--tenant",
            paramLabel = "TENANT",
            description = "export: only this tenant of a directory; whose events those of a single file are to be.")
    private @Nullable String tenant;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "${env:TIDEMARK_STATE_DIR}",
            description = "Where positions and the salt are kept; by default TIDEMARK_STATE_DIR, else"
                    + " ~/.local/state/tidemark.")
    private @Nullable Path stateDirectory;

    @Override
    public Integer call() throws IOException {
        List<Part> parts = parts();
        var state = new StateDirectory(
                Optional.ofNullable(stateDirectory).orElseGet(() -> StateDirectory.usual(System.getenv())));
        ImportFormat reader = format.open(spec, state);
        var stop = new StopSignal();
        var stopper = StopOnSignal.register(stop);
        var report = new ImportReport();
        Instant start = Instant.now();
        try {
            importAll(parts, reader, state, stop, report);
        } finally {
            report.lines(Duration.between(start, Instant.now()))
                    .forEach(spec.commandLine().getOut()::println);
            stopper.finished();
        }
        return report.rejected() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void importAll(
            List<Part> parts, ImportFormat reader, StateDirectory state, StopSignal stop, ImportReport report)
            throws IOException {
        ServerClient client = server.connect();
        ImportParts.addTenants(parts, client, spec.commandLine().getOut());
        try (var patient = new PatientClient(client.url(), Duration.ofSeconds(patience), stop);
                var rejected = new RejectedRecords(Optional.ofNullable(rejects))) {
            for (Part part : parts) {
                List<String> scope = Stream.concat(
                                Stream.of(destination(client), format.scope()), part.scope().stream())
                        .toList();
                var options = new ImportOptions(batch, restart, state, scope, part.isThere(client));
                var sender = new EventSender(patient, () -> client.request(part.entrance()), part.neededKey());
                var progress = Terminal.progress(spec, ProgressBars.ofBytes());
                var run = new FileImport(reader, options, sender, rejected, progress, stop, report, Clock.systemUTC());
                importOne(run, part.input());
            }
        } catch (TransferException failure) {
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

    private List<Part> parts() throws IOException {
        if (format.isExport()) {
            requireSensible();
            List<Part> parts = new ArrayList<>();
            for (String file : files) {
                requireReadable(Path.of(file));
                parts.addAll(exported(file));
            }
            return parts;
        }
        if (tenant != null) {
            throw new ParameterException(spec.commandLine(), "--tenant is for exports; other events go to the key's");
        }
        List<Input> inputs = files.stream().map(Input::of).toList();
        for (Input input : inputs) {
            input.path().ifPresent(path -> {
                requireReadable(path);
                if (Files.isDirectory(path)) {
                    throw new ParameterException(spec.commandLine(), "'" + path + "' is no file that can be read");
                }
            });
        }
        if (rejects != null && format.hasHeading() && inputs.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rejects takes one CSV file at a time: their columns may differ");
        }
        requireSensible();
        return inputs.stream().map(input -> new Part(input, Optional.empty())).toList();
    }

    private List<Part> exported(String file) throws IOException {
        try {
            return ImportParts.ofExport(file, tenant);
        } catch (TransferException failure) {
            throw new CommandFailedException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private void requireReadable(Path path) {
        if (!Files.isReadable(path)) {
            throw new ParameterException(spec.commandLine(), "'" + path + "' is no file that can be read");
        }
    }

    private void requireSensible() {
        if (batch < 1 || patience < 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected --batch of 1 or more and --patience of 0 or more");
        }
    }
}
