package dev.tidemark.app.cli;

import dev.tidemark.app.imports.ProgressBars;
import dev.tidemark.app.imports.ProgressLines;
import dev.tidemark.app.imports.ProgressStyle;
import java.io.Console;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /** The bars on a terminal, plain lines elsewhere. */
    static ProgressStyle progress(CommandSpec spec, ProgressBars bars) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? bars
                : new ProgressLines(spec.commandLine().getErr(), Clock.systemUTC());
    }
}
