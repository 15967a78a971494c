package dev.tidemark.app.cli;

import dev.tidemark.app.StartFailedException;
import dev.tidemark.app.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The root command: {@code java -jar tidemark.jar <command>}. */
@Command(
        name = "tidemark",
        description = "Real-time event analytics in the store you already run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            QueryCommand.class,
            ReportCommand.class,
            TenantsCommand.class,
            KeysCommand.class,
            DoctorCommand.class,
            DemoCommand.class
        })
public final class Tidemark implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    private Tidemark() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands, ready to run. */
    static CommandLine commandLine() {
        return new CommandLine(new Tidemark())
                .setExecutionExceptionHandler(Tidemark::fail)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExpandAtFiles(false);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }

    private static int fail(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof SettingsException wrong) {
            wrong.problems().forEach(problem -> command.getErr().println("tidemark: " + problem));
            return ExitCode.USAGE;
        }
        if (failure instanceof CommandFailedException || failure instanceof StartFailedException) {
            command.getErr().println("tidemark: " + failure.getMessage());
            return ExitCode.FAILED;
        }
        throw failure;
    }
}
