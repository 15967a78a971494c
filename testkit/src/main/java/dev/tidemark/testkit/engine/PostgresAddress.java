package dev.tidemark.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Addresses of PostgreSQL, which has two ways to write them: {@code postgresql://user:password@host:5432/database}, and JDBC's with user and password as parameters. */
final class PostgresAddress {

    private PostgresAddress() {}

    /** The address as JDBC has it. */
    static String jdbc(URI url) {
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(url.getHost());
        if (url.getPort() >= 0) {
            jdbc.append(':').append(url.getPort());
        }
        jdbc.append(url.getRawPath()).append('?').append(url.getRawQuery() == null ? "" : url.getRawQuery() + '&');
        return jdbc.append(user(url.getUserInfo())).toString();
    }

    private static String user(@Nullable String info) {
        if (info == null) {
            return "";
        }
        String[] parts = info.split(":", 2);
        String user = "user=" + URLEncoder.encode(parts[0], UTF_8);
        return parts.length < 2 ? user : user + "&password=" + URLEncoder.encode(parts[1], UTF_8);
    }
}
