package dev.tidemark.app.cli;

import dev.tidemark.app.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** One command that ran, and what it printed. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine commands =
                Tidemark.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = commands.execute(arguments);
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** With the server's address and a key. */
    static CommandRun on(TestServer server, String key, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", server.address().toString(), "--key", key));
        return of(all.toArray(String[]::new));
    }
}
