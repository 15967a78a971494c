package dev.tidemark.app.cli;

import dev.tidemark.app.Build;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tidemark " + Build.version()};
    }
}
