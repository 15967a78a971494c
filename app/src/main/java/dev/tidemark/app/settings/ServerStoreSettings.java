package dev.tidemark.app.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A store in a database server.
 *
 * @param urls where the server is, or one of each shard
 * @param username empty where the address names one
 * @param memory the most of the server's memory that one question may use, in bytes
 * @param synced whether the server writes through to its disks before it confirms
 * @param cluster of replicas, by its name
 * @param quorum how many replicas have a batch before it counts as stored; empty for the majority, 0 not to wait for any
 */
public record ServerStoreSettings(
        List<URI> urls,
        String username,
        String password,
        String database,
        long memory,
        boolean synced,
        Optional<String> cluster,
        Optional<Integer> quorum) {

    private static final String QUORUM = "TIDEMARK_STORAGE_QUORUM";
    private static final URI CLICKHOUSE = URI.create("http://localhost:8123");
    private static final URI POSTGRESQL = URI.create("postgresql://localhost:5432");

    public ServerStoreSettings {
        urls = List.copyOf(urls);
    }

    static ServerStoreSettings read(SettingsReader reader, StorageType storage) {
        boolean postgresql = storage == StorageType.CITUS;
        Optional<String> cluster = reader.checked("TIDEMARK_STORAGE_CLUSTER", ServerStoreSettings::name);
        if (cluster.isEmpty() && reader.text(QUORUM).isPresent()) {
            reader.wrong(QUORUM, "nothing, as TIDEMARK_STORAGE_CLUSTER is not set and so there are no replicas");
        }
        return new ServerStoreSettings(
                reader.checked(
                                "TIDEMARK_STORAGE_URL",
                                postgresql ? ServerStoreSettings::postgresql : ServerStoreSettings::addresses,
                                "CLICKHOUSE_URL")
                        .orElse(List.of(postgresql ? POSTGRESQL : CLICKHOUSE)),
                reader.text("TIDEMARK_STORAGE_USERNAME", "CLICKHOUSE_USERNAME", "CLICKHOUSE_USER")
                        .orElse(postgresql ? "" : "default"),
                reader.text("TIDEMARK_STORAGE_PASSWORD", "CLICKHOUSE_PASSWORD").orElse(""),
                reader.checked("TIDEMARK_STORAGE_DATABASE", ServerStoreSettings::name, "CLICKHOUSE_DATABASE")
                        .orElse("tidemark"),
                reader.bytes("TIDEMARK_STORAGE_QUERY_MEMORY", 2 * ByteSize.GIB, 64 * ByteSize.MIB),
                reader.flag("TIDEMARK_STORAGE_SYNCED", true),
                cluster,
                reader.checked(QUORUM, ServerStoreSettings::quorum).orElse(Optional.empty()));
    }

    private static Optional<Integer> quorum(String text) {
        if (text.equalsIgnoreCase("auto")) {
            return Optional.empty();
        }
        if (text.equalsIgnoreCase("off")) {
            return Optional.of(0);
        }
        if (!text.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("expected auto, off, or how many replicas, from 1 to 99");
        }
        return Optional.of(Integer.parseInt(text));
    }

    private static List<URI> addresses(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(ServerStoreSettings::http)
                .toList();
    }

    /** In one place, however many servers there are behind it. */
    private static List<URI> postgresql(String text) {
        URI url = URI.create(text);
        if (!text.matches("(jdbc:postgresql|postgresql|postgres)://.+")) {
            throw new IllegalArgumentException(
                    "expected postgresql://host:port/database or jdbc:postgresql://host:port/database");
        }
        return List.of(url);
    }

    private static URI http(String text) {
        URI url = URI.create(text);
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "expected http://host:port or https://host:port, of several shards with commas between");
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
        return "ServerStoreSettings{" + username + "@" + urls.toString().replaceAll("//[^@/]*@", "//") + ", database="
                + database + "}";
    }
}
