package dev.tidemark.app.settings;

/** The stores that can be chosen. */
public enum StorageType {
    /** DuckDB inside this process; nothing to install. */
    EMBEDDED,
    /** A ClickHouse server. */
    CLICKHOUSE,
    /** A PostgreSQL server, or a cluster of them by Citus. */
    CITUS
}
