package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The stores that a server can stand on. */
enum StoreKind {
    /** In its own process, nothing installed. */
    EMBEDDED {
        @Override
        Map<String, String> settings() {
            return Map.of("TYPE", "embedded", "MEMORY", "256MiB");
        }

        @Override
        Launch under(Launch launch) {
            return launch;
        }
    },
    /** A database of its own in the ClickHouse that tests share. */
    CLICKHOUSE {
        @Override
        Map<String, String> settings() {
            return in(ClickHouseAddress.get());
        }
    },
    /** A schema of its own in the TimescaleDB that servers share. */
    TIMESCALE {
        @Override
        Map<String, String> settings() {
            return in("timescale", TimescaleEdition.ofServers().url());
        }
    },
    /** A schema of its own in the PostgreSQL that tests share. */
    CITUS {
        @Override
        Map<String, String> settings() {
            return in("citus", PostgreSqlAddress.citus().url().toString());
        }
    };

    /** The settings of an empty store of this kind, without what is put before their names. Skips the test where there can be none. */
    abstract Map<String, String> settings();

    /** This server on an empty store of this kind. Skips the test where there can be none. */
    Launch under(Launch launch) {
        return on(launch, settings());
    }

    /** This server with one more mirror, an empty store of this kind. Skips the test where there can be none. */
    Launch mirrored(Launch launch, String name) {
        return mirrored(launch, name, settings());
    }

    /** This server with one more mirror in a new database of this ClickHouse. */
    static Launch mirrored(Launch launch, String name, ClickHouseAddress address) {
        return mirrored(launch, name, in(address));
    }

    private static Launch mirrored(Launch launch, String name, Map<String, String> store) {
        String mirrors = launch.settings().getOrDefault("TIDEMARK_MIRRORS", "");
        return with(
                launch.with("TIDEMARK_MIRRORS", mirrors.isEmpty() ? name : mirrors + "," + name),
                "TIDEMARK_MIRROR_" + name.toUpperCase(Locale.ROOT) + "_",
                store);
    }

    /** This server on a new schema of this PostgreSQL. */
    static Launch on(Launch launch, String type, String url) {
        return on(launch, in(type, url));
    }

    /** This server on a new database of this ClickHouse. */
    static Launch on(Launch launch, ClickHouseAddress address) {
        return on(launch, in(address));
    }

    private static Launch on(Launch launch, Map<String, String> store) {
        return with(launch.withoutEmbeddedStore(), "TIDEMARK_STORAGE_", store);
    }

    private static Launch with(Launch launch, String prefix, Map<String, String> store) {
        Launch changed = launch;
        for (Map.Entry<String, String> setting : store.entrySet()) {
            changed = changed.with(prefix + setting.getKey(), setting.getValue());
        }
        return changed;
    }

    private static Map<String, String> in(String type, String url) {
        return Map.of("TYPE", type, "URL", url + (url.contains("?") ? "&" : "?") + "currentSchema=" + database());
    }

    private static Map<String, String> in(ClickHouseAddress address) {
        return Map.of(
                "TYPE", "clickhouse",
                "URL", address.url().toString(),
                "USERNAME", address.username(),
                "PASSWORD", address.password(),
                "DATABASE", database(),
                "SYNCED", "false"); // no test takes the machine's power away
    }

    private static String database() {
        return "test_" + UUID.randomUUID().toString().replace('-', '_');
    }
}
