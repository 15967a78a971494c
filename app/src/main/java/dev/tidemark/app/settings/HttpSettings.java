package dev.tidemark.app.settings;

import java.util.List;

/**
 * The HTTP entrance.
 *
 * @param port 0 lets the system choose
 * @param bodyLimit the greatest request body in bytes, counted after decompression
 * @param corsOrigins origins whose pages may call the server; none switches it off, {@code *} allows all
 * @param metricsPublic whether {@code /prometheus} answers without an admin key
 */
public record HttpSettings(
        String host, int port, long bodyLimit, HttpTimeouts timeouts, List<String> corsOrigins, boolean metricsPublic) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    static HttpSettings read(SettingsReader reader) {
        return new HttpSettings(
                reader.text("TIDEMARK_HTTP_HOST").orElse("0.0.0.0"),
                reader.integer("TIDEMARK_HTTP_PORT", 8080, 0, 65_535, "SERVER_PORT"),
                reader.bytes("TIDEMARK_HTTP_BODY_LIMIT", 16 * ByteSize.MIB, ByteSize.KIB),
                HttpTimeouts.read(reader),
                reader.list("TIDEMARK_HTTP_CORS_ORIGINS"),
                reader.flag("TIDEMARK_METRICS_PUBLIC", true));
    }
}
