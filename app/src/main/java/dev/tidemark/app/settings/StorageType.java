package dev.tidemark.app.settings;

import java.util.Locale;

/** The stores that can be chosen. */
public enum StorageType {
    /** DuckDB inside this process; nothing to install. */
    EMBEDDED,
    /** A ClickHouse server. */
    CLICKHOUSE;

    /** As settings, answers and metrics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
