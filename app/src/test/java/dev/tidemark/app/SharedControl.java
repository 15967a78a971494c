package dev.tidemark.app;

import static java.util.Objects.requireNonNullElse;

import dev.tidemark.testkit.engine.PostgreSqlAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A control database that several servers can share: a schema in the PostgreSQL of the tests. */
public final class SharedControl {
    private SharedControl() {}

    /** The settings of an empty one. Skips the test where there can be none. */
    public static Map<String, String> settings() {
        URI address = PostgreSqlAddress.citus().url();
        String[] user = requireNonNullElse(address.getUserInfo(), "postgres").split(":", 2);
        String password = user.length > 1 ? user[1] : "";
        String database = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
        String schema = "control_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = DriverManager.getConnection(database, user[0], password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "TIDEMARK_CONTROL_URL",
                database + "?currentSchema=" + schema,
                "TIDEMARK_CONTROL_USERNAME",
                user[0],
                "TIDEMARK_CONTROL_PASSWORD",
                password);
    }
}
