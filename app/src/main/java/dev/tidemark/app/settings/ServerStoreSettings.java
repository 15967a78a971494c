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

    private static final String URL = "URL";
    private static final String USERNAME = "USERNAME";
    private static final String PASSWORD = "PASSWORD";
    private static final String DATABASE = "DATABASE";
    private static final String QUERY_MEMORY = "QUERY_MEMORY";
    private static final String SYNCED = "SYNCED";
    private static final String CLUSTER = "CLUSTER";
    private static final String QUORUM = "QUORUM";

    /** All settings that only a store of this kind uses, as they are called behind what says which store is meant. */
    static final List<String> NAMES = List.of(URL, USERNAME, PASSWORD, DATABASE, QUERY_MEMORY, SYNCED, CLUSTER, QUORUM);

    /** Of these, those that only ClickHouse has. */
    static final List<String> OF_CLICKHOUSE = List.of(QUERY_MEMORY, SYNCED, CLUSTER, QUORUM);

    /** The names that other tools have for some of these. They may be meant for those tools, so they are no mistake where no such store is chosen. */
    static final List<String> ALIASES = List.of(
            "CLICKHOUSE_URL", "CLICKHOUSE_USERNAME", "CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD", "CLICKHOUSE_DATABASE");

    private static final URI POSTGRESQL = URI.create("postgresql://localhost:5432");
    private static final URI CLICKHOUSE = URI.create("http://localhost:8123");

    public ServerStoreSettings {
        urls = List.copyOf(urls);
    }

    /**
     * @param prefix says which store is meant
     * @param type of the store
     * @param aliases whether the names that other tools have for such settings stand for these, too
     */
    static ServerStoreSettings read(SettingsReader reader, String prefix, StorageType type, boolean aliases) {
        return type.isPostgreSql() ? postgreSql(reader, prefix) : clickhouse(reader, prefix, aliases);
    }

    private static ServerStoreSettings postgreSql(SettingsReader reader, String prefix) {
        return new ServerStoreSettings(
                reader.checked(prefix + URL, ServerStoreSettings::postgresql).orElse(List.of(POSTGRESQL)),
                reader.text(prefix + USERNAME).orElse(""),
                reader.text(prefix + PASSWORD).orElse(""),
                reader.checked(prefix + DATABASE, ServerStoreSettings::name).orElse("tidemark"),
                2 * ByteSize.GIB,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static ServerStoreSettings clickhouse(SettingsReader reader, String prefix, boolean aliases) {
        Optional<String> cluster = reader.checked(prefix + CLUSTER, ServerStoreSettings::name);
        if (cluster.isEmpty() && reader.text(prefix + QUORUM).isPresent()) {
            reader.wrong(
                    prefix + QUORUM, "nothing, as " + prefix + CLUSTER + " is not set and so there are no replicas");
        }
        return new ServerStoreSettings(
                reader.checked(prefix + URL, ServerStoreSettings::addresses, of(aliases, "CLICKHOUSE_URL"))
                        .orElse(List.of(CLICKHOUSE)),
                reader.text(prefix + USERNAME, of(aliases, "CLICKHOUSE_USERNAME", "CLICKHOUSE_USER"))
                        .orElse("default"),
                reader.text(prefix + PASSWORD, of(aliases, "CLICKHOUSE_PASSWORD"))
                        .orElse(""),
                reader.checked(prefix + DATABASE, ServerStoreSettings::name, of(aliases, "CLICKHOUSE_DATABASE"))
                        .orElse("tidemark"),
                reader.bytes(prefix + QUERY_MEMORY, 2 * ByteSize.GIB, 64 * ByteSize.MIB),
                reader.flag(prefix + SYNCED, true),
                cluster,
                reader.checked(prefix + QUORUM, ServerStoreSettings::quorum).orElse(Optional.empty()));
    }

    private static String[] of(boolean used, String... aliases) {
        return used ? aliases : new String[0];
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
