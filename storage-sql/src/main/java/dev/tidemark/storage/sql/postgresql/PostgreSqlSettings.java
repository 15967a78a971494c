package dev.tidemark.storage.sql.postgresql;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is and what may be asked of it.
 *
 * @param url for the driver: {@code jdbc:postgresql://host:5432/database}, with any of its parameters
 * @param schema of the tables; made where missing
 * @param concurrentReads how many questions are asked at a time; further ones wait
 * @param writeTimeout how long one statement of a write may take
 */
public record PostgreSqlSettings(
        String url, String username, String password, String schema, int concurrentReads, Duration writeTimeout) {

    private static final String JDBC = "jdbc:";
    private static final Pattern CURRENT_SCHEMA = Pattern.compile("[?&]currentSchema=([^&]*)");
    private static final String NAME = "[a-z_][a-z0-9_]*";

    public PostgreSqlSettings {
        requireNonNull(username, "username is null");
        requireNonNull(password, "password is null");
        requireNonNull(writeTimeout, "writeTimeout is null");
        if (!url.startsWith(JDBC + "postgresql:")) {
            throw new IllegalArgumentException("url is '" + url + "', expected jdbc:postgresql://host:port/database");
        }
        if (!schema.matches(NAME)) {
            throw new IllegalArgumentException(
                    "schema is '" + schema + "', expected small letters, digits and _, not beginning with a digit");
        }
        if (concurrentReads < 1 || !writeTimeout.isPositive()) {
            throw new IllegalArgumentException("concurrentReads is " + concurrentReads + ", writeTimeout "
                    + writeTimeout + ", expected at least one, and more than zero");
        }
    }

    /**
     * The defaults: the user {@code postgres} without a password, the schema {@code public}, as many questions as there are processors but at least four.
     *
     * @param address for the driver, or {@code postgresql://user:password@host:port/database} as other clients have it; its parameter {@code currentSchema} names a schema
     * @param database where the address names none
     */
    public static PostgreSqlSettings of(String address, String database) {
        PostgreSqlSettings settings = new PostgreSqlSettings(
                withDatabase(withoutUser(address), database),
                "postgres",
                "",
                schema(address),
                Math.max(4, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(60));
        String user = address.startsWith(JDBC) ? null : URI.create(address).getRawUserInfo();
        if (user == null) {
            return settings;
        }
        String[] parts = user.split(":", 2);
        return settings.withUser(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }

    public PostgreSqlSettings withUser(String name, String secret) {
        return new PostgreSqlSettings(url, name, secret, schema, concurrentReads, writeTimeout);
    }

    public PostgreSqlSettings withSchema(String name) {
        return new PostgreSqlSettings(url, username, password, name, concurrentReads, writeTimeout);
    }

    private static String schema(String address) {
        Matcher named = CURRENT_SCHEMA.matcher(address);
        return named.find() ? named.group(1) : "public";
    }

    private static String withoutUser(String address) {
        if (address.startsWith(JDBC)) {
            return address;
        }
        URI uri = URI.create(address);
        if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("address is '" + uri.getScheme() + "://" + uri.getHost()
                    + "', expected postgresql://host:port/database or jdbc:postgresql://host:port/database");
        }
        return JDBC + "postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getRawPath() == null ? "" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String withDatabase(String url, String database) {
        int host = url.indexOf("//");
        if (host < 0) {
            return url; // jdbc:postgresql:database
        }
        int query = url.indexOf('?', host);
        String place = query < 0 ? url : url.substring(0, query);
        int slash = place.indexOf('/', host + 2);
        if (slash >= 0 && slash < place.length() - 1) {
            return url;
        }
        return (slash < 0 ? place + "/" : place) + database + (query < 0 ? "" : url.substring(query));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Without the password, and without the address's parameters, where there may be one too. */
    @Override
    public String toString() {
        int query = url.indexOf('?');
        return username + "@" + (query < 0 ? url : url.substring(0, query)) + ", schema " + schema;
    }
}
