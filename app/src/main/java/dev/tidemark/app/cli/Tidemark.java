package dev.tidemark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: {@code java -jar tidemark.jar <command>}. */
@Command(
        name = "tidemark",
        description = "Real-time event analytics in the store you already run.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class})
public final class Tidemark implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    private Tidemark() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... args) {
        int code = new CommandLine(new Tidemark()).execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }
}
