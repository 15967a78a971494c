package dev.tidemark.app.settings;

import java.net.URI;

/**
 * A store in a database server.
 *
 * @param url where the server is
 * @param memory the most of the server's memory that one question may use, in bytes
 * @param synced whether the server writes through to its disks before it confirms
 */
public record ServerStoreSettings(
        URI url, String username, String password, String database, long memory, boolean synced) {

    private static final URI CLICKHOUSE = URI.create("http://localhost:8123");

    static ServerStoreSettings read(SettingsReader reader) {
        return new ServerStoreSettings(
                reader.checked("TIDEMARK_STORAGE_URL", ServerStoreSettings::http, "CLICKHOUSE_URL")
                        .orElse(CLICKHOUSE),
                reader.text("TIDEMARK_STORAGE_USERNAME", "CLICKHOUSE_USERNAME", "CLICKHOUSE_USER")
                        .orElse("default"),
                reader.text("TIDEMARK_STORAGE_PASSWORD", "CLICKHOUSE_PASSWORD").orElse(""),
                reader.checked("TIDEMARK_STORAGE_DATABASE", ServerStoreSettings::name, "CLICKHOUSE_DATABASE")
                        .orElse("tidemark"),
                reader.bytes("TIDEMARK_STORAGE_QUERY_MEMORY", 2 * ByteSize.GIB, 64 * ByteSize.MIB),
                reader.flag("TIDEMARK_STORAGE_SYNCED", true));
    }

    private static URI http(String text) {
        URI url = URI.create(text);
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("expected http://host:port or https://host:port");
        }
        return url;
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("expected letters, digits and _, not beginning with a digit");
        }
        return text;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ServerStoreSettings{" + username + "@" + url + ", database=" + database + "}";
    }
}
