package dev.tidemark.storage.clickhouse;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.retention.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the server is and what may be asked of it.
 *
 * @param address of its HTTP interface
 * @param database is created where missing
 * @param writer the name of this writer: whoever writes to the store at the same time has another one, whoever goes on after a crash the same
 * @param queryMemoryBytes the most memory of the server that one question may use
 * @param concurrentReads how many questions are asked at a time; further ones wait
 * @param writeTimeout how long one statement of a write may take
 * @param synced whether the server writes through to its disks before it confirms, so that its machine may lose power at any time
 * @param retention what becomes of old events; empty to keep them as they are
 */
public record ClickHouseSettings(
        URI address,
        String username,
        String password,
        String database,
        String writer,
        long queryMemoryBytes,
        int concurrentReads,
        Duration writeTimeout,
        boolean synced,
        Optional<RetentionPolicy> retention) {

    private static final long GIBIBYTE = 1L << 30;

    public ClickHouseSettings {
        requireNonNull(address, "address is null");
        requireNonNull(username, "username is null");
        requireNonNull(password, "password is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(retention, "retention is null");
        if (!database.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "database is '" + database + "', expected letters, digits and _, not beginning with a digit");
        }
        if (queryMemoryBytes < GIBIBYTE / 16 || concurrentReads < 1 || !writeTimeout.isPositive()) {
            throw new IllegalArgumentException("queryMemoryBytes is " + queryMemoryBytes + ", concurrentReads "
                    + concurrentReads + ", writeTimeout " + writeTimeout
                    + ", expected at least 64 MiB, one, and more than zero");
        }
    }

    /** The defaults: the server's standard user, two gibibytes for a question, as many as there are processors but at least four. */
    public static ClickHouseSettings of(URI address) {
        return new ClickHouseSettings(
                address,
                "default",
                "",
                "tidemark",
                "tidemark",
                2 * GIBIBYTE,
                Math.max(4, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(30),
                true,
                Optional.empty());
    }

    public ClickHouseSettings withUser(String name, String secret) {
        return new ClickHouseSettings(
                address,
                name,
                secret,
                database,
                writer,
                queryMemoryBytes,
                concurrentReads,
                writeTimeout,
                synced,
                retention);
    }

    public ClickHouseSettings withDatabase(String name) {
        return new ClickHouseSettings(
                address,
                username,
                password,
                name,
                writer,
                queryMemoryBytes,
                concurrentReads,
                writeTimeout,
                synced,
                retention);
    }

    public ClickHouseSettings withWriter(String name) {
        return new ClickHouseSettings(
                address,
                username,
                password,
                database,
                name,
                queryMemoryBytes,
                concurrentReads,
                writeTimeout,
                synced,
                retention);
    }

    public ClickHouseSettings withQueryMemoryBytes(long bytes) {
        return new ClickHouseSettings(
                address, username, password, database, writer, bytes, concurrentReads, writeTimeout, synced, retention);
    }

    public ClickHouseSettings withSynced(boolean writeThrough) {
        return new ClickHouseSettings(
                address,
                username,
                password,
                database,
                writer,
                queryMemoryBytes,
                concurrentReads,
                writeTimeout,
                writeThrough,
                retention);
    }

    public ClickHouseSettings withRetention(Optional<RetentionPolicy> policy) {
        return new ClickHouseSettings(
                address,
                username,
                password,
                database,
                writer,
                queryMemoryBytes,
                concurrentReads,
                writeTimeout,
                synced,
                policy);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ClickHouseSettings{" + username + "@" + address + ", database=" + database + ", writer=" + writer + "}";
    }
}
