package dev.tidemark.app.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server to talk to and with which key; shared by all commands that do. */
final class ServerOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TIDEMARK_URL:-http://localhost:8080}",
            description = "The server; by default TIDEMARK_URL, else http://localhost:8080.")
    @SuppressWarnings("NullAway.Init") // has a default
    private URI url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:TIDEMARK_KEY}",
            description = "The key to send; by default TIDEMARK_KEY.")
    private @Nullable String key;

    URI url() {
        return url;
    }

    /** A client of that server. */
    ServerClient connect() {
        return new ServerClient(url, key);
    }
}
