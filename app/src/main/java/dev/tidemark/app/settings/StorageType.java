package dev.tidemark.app.settings;

import java.util.Locale;

/** The stores that can be chosen. */
public enum StorageType {
    /** DuckDB inside this process; nothing to install. */
    EMBEDDED,
    /** A ClickHouse server. */
    CLICKHOUSE,
    /** PostgreSQL with TimescaleDB. */
    TIMESCALE,
    /** A PostgreSQL server, or a cluster of them by Citus. */
    CITUS;

    /** Whether it is spoken to as PostgreSQL is. */
    boolean isPostgreSql() {
        return this == TIMESCALE || this == CITUS;
    }

    /** As settings, answers and metrics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
