package dev.tidemark.app.endtoend;

import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;

/** The stores that a server can stand on. */
enum StoreKind {
    /** In its own process, nothing installed. */
    EMBEDDED {
        @Override
        Launch under(Launch launch) {
            return launch;
        }
    },
    /** A database of its own in the ClickHouse that tests share. */
    CLICKHOUSE {
        @Override
        Launch under(Launch launch) {
            return on(launch, ClickHouseAddress.get());
        }
    },
    /** A database of its own in the TimescaleDB of the Apache edition that tests share; the full edition of our own has one database. */
    TIMESCALE {
        @Override
        Launch under(Launch launch) {
            URI shared = URI.create(TimescaleEdition.APACHE.url());
            String database = database();
            try (PostgreSql server = PostgreSql.connect(PostgreSqlSettings.of(shared.toString(), "postgres"))) {
                server.outsideOfTransactions("making a test's database", connection -> {
                    Statements.execute(connection, "CREATE DATABASE " + database);
                    return database;
                });
            }
            String[] user = (shared.getUserInfo() + ":").split(":", -1);
            return launch.withoutEmbeddedStore()
                    .with("TIDEMARK_STORAGE_TYPE", "timescale")
                    .with("TIDEMARK_STORAGE_URL", "postgresql://" + shared.getHost() + ":" + shared.getPort())
                    .with("TIDEMARK_STORAGE_USERNAME", user[0])
                    .with("TIDEMARK_STORAGE_PASSWORD", user[1])
                    .with("TIDEMARK_STORAGE_DATABASE", database);
        }
    };

    /** This server on an empty store of this kind. Skips the test where there can be none. */
    abstract Launch under(Launch launch);

    /** This server with a mirror of this name in a new database of this ClickHouse. */
    static Launch mirrored(Launch launch, String name, ClickHouseAddress address) {
        String prefix = "TIDEMARK_MIRROR_" + name.toUpperCase(Locale.ROOT) + "_";
        return launch.with("TIDEMARK_MIRRORS", name)
                .with(prefix + "TYPE", "clickhouse")
                .with(prefix + "URL", address.url().toString())
                .with(prefix + "USERNAME", address.username())
                .with(prefix + "PASSWORD", address.password())
                .with(prefix + "DATABASE", database())
                .with(prefix + "SYNCED", "false");
    }

    private static String database() {
        return "test_" + UUID.randomUUID().toString().replace('-', '_');
    }

    /** This server on a new database of this ClickHouse. */
    static Launch on(Launch launch, ClickHouseAddress address) {
        return launch.withoutEmbeddedStore()
                .with("TIDEMARK_STORAGE_TYPE", "clickhouse")
                .with("TIDEMARK_STORAGE_URL", address.url().toString())
                .with("TIDEMARK_STORAGE_USERNAME", address.username())
                .with("TIDEMARK_STORAGE_PASSWORD", address.password())
                .with("TIDEMARK_STORAGE_DATABASE", database())
                .with("TIDEMARK_STORAGE_SYNCED", "false"); // no test takes the machine's power away
    }
}
