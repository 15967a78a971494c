package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import dev.tidemark.testkit.engine.TimescaleEdition;
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
    /** A schema of its own in the TimescaleDB of the Apache edition that tests share: the full one of our own has one session. */
    TIMESCALE {
        @Override
        Launch under(Launch launch) {
            return on(launch, "timescale", TimescaleEdition.APACHE.url());
        }
    },
    /** A schema of its own in the PostgreSQL that tests share. */
    CITUS {
        @Override
        Launch under(Launch launch) {
            return on(launch, "citus", PostgreSqlAddress.citus().url().toString());
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

    /** This server on a new schema of this PostgreSQL. */
    static Launch on(Launch launch, String type, String url) {
        return launch.withoutEmbeddedStore()
                .with("TIDEMARK_STORAGE_TYPE", type)
                .with("TIDEMARK_STORAGE_URL", url + (url.contains("?") ? "&" : "?") + "currentSchema=" + database());
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
