package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
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
    /** A schema of its own in the PostgreSQL that tests share. */
    CITUS {
        @Override
        Launch under(Launch launch) {
            String url = PostgreSqlAddress.citus().url().toString();
            return launch.with("TIDEMARK_STORAGE_TYPE", "citus")
                    .with(
                            "TIDEMARK_STORAGE_URL",
                            url + (url.contains("?") ? "&" : "?") + "currentSchema=test_"
                                    + UUID.randomUUID().toString().replace('-', '_'));
        }
    };

    /** This server on an empty store of this kind. Skips the test where there can be none. */
    abstract Launch under(Launch launch);

    /** This server on a new database of this ClickHouse. */
    static Launch on(Launch launch, ClickHouseAddress address) {
        return launch.with("TIDEMARK_STORAGE_TYPE", "clickhouse")
                .with("TIDEMARK_STORAGE_URL", address.url().toString())
                .with("TIDEMARK_STORAGE_USERNAME", address.username())
                .with("TIDEMARK_STORAGE_PASSWORD", address.password())
                .with(
                        "TIDEMARK_STORAGE_DATABASE",
                        "test_" + UUID.randomUUID().toString().replace('-', '_'))
                .with("TIDEMARK_STORAGE_SYNCED", "false"); // no test takes the machine's power away
    }
}
