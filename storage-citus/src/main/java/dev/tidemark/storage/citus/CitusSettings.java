package dev.tidemark.storage.citus;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;

/**
 * Where the store is and how it is spread.
 *
 * @param server the PostgreSQL, or the coordinator of the cluster
 * @param shards how many pieces each table is divided into where there is a cluster; fixed when the tables are made
 * @param retention how long events are kept, in whole days
 */
public record CitusSettings(PostgreSqlSettings server, int shards, RetentionPolicy retention) {

    /** Enough for a few dozen workers. */
    public static final int STANDARD_SHARDS = 32;

    public CitusSettings {
        requireNonNull(server, "server is null");
        requireNonNull(retention, "retention is null");
        if (shards < 1) {
            throw new IllegalArgumentException("shards is " + shards + ", expected one or more");
        }
    }

    public static CitusSettings of(PostgreSqlSettings server) {
        return new CitusSettings(server, STANDARD_SHARDS, RetentionPolicy.KEEP_EVERYTHING);
    }

    public CitusSettings withShards(int count) {
        return new CitusSettings(server, count, retention);
    }

    public CitusSettings withRetention(RetentionPolicy policy) {
        return new CitusSettings(server, shards, policy);
    }
}
