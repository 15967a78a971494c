package dev.tidemark.app.cli;

/** What the process ends with. */
final class ExitCode {
    static final int OK = 0;

    /** The work was tried and failed: no server, a refused request, a broken file. */
    static final int FAILED = 1;

    /** The command or a setting is wrong; nothing was tried. */
    static final int USAGE = 2;

    private ExitCode() {}
}
