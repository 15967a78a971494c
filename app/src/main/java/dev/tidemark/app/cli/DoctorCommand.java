package dev.tidemark.app.cli;

import dev.tidemark.app.doctor.Checkup;
import dev.tidemark.app.doctor.Finding;
import dev.tidemark.app.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what keeps a server from working. */
@Command(
        name = "doctor",
        description = "Check this machine, the settings, the data directory and the server, and say what to do.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server;

    @Option(names = "--data-dir", description = "The data directory; stands for TIDEMARK_DATA_DIR.")
    private @Nullable Path dataDirectory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var environment = new HashMap<>(System.getenv());
        if (dataDirectory != null) {
            environment.put("TIDEMARK_DATA_DIR", dataDirectory.toString());
        }
        Settings settings = Settings.load(environment);
        List<Finding> findings = new Checkup(settings, server.url()).run();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        long failed = findings.stream().filter(Finding::isFailure).count();
        out.println();
        out.println(failed == 0 ? "Nothing is wrong." : failed + (failed == 1 ? " check failed." : " checks failed."));
        out.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
