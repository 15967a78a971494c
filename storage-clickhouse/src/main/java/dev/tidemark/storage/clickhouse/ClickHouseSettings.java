package dev.tidemark.storage.clickhouse;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.retention.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the servers are and what may be asked of them.
 *
 * @param shards the addresses of their HTTP interfaces, one for each shard, in the order of the cluster; all events of a tenant are in one of them
 * @param database is created where missing
 * @param writer the name of this writer: whoever writes to the store at the same time has another one, whoever goes on after a crash the same
 * @param synced whether the server writes through to its disks before it confirms, so that its machine may lose power at any time
 * @param cluster how tables are replicated; empty where each shard is one server by itself
 * @param ageing what becomes of old events
 */
public record ClickHouseSettings(
        List<URI> shards,
        Login login,
        String database,
        String writer,
        Limits limits,
        boolean synced,
        Optional<Cluster> cluster,
        Ageing ageing) {

    private static final long GIBIBYTE = 1L << 30;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    public ClickHouseSettings {
        shards = List.copyOf(shards);
        requireNonNull(login, "login is null");
        requireNonNull(writer, "writer is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(cluster, "cluster is null");
        requireNonNull(ageing, "ageing is null");
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("shards is empty, expected the address of one server or more");
        }
        requireName("database", database);
    }

    /** Who asks. */
    public record Login(String username, String password) {
        public Login {
            requireNonNull(username, "username is null");
            requireNonNull(password, "password is null");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return username;
        }
    }

    /**
     * What may be asked of each server.
     *
     * @param queryMemoryBytes the most memory of the server that one question may use
     * @param concurrentReads how many questions are asked at a time; further ones wait
     * @param writeTimeout how long one statement of a write may take
     */
    public record Limits(long queryMemoryBytes, int concurrentReads, Duration writeTimeout) {
        public Limits {
            if (queryMemoryBytes < GIBIBYTE / 16 || concurrentReads < 1 || !writeTimeout.isPositive()) {
                throw new IllegalArgumentException("queryMemoryBytes is " + queryMemoryBytes + ", concurrentReads "
                        + concurrentReads + ", writeTimeout " + writeTimeout
                        + ", expected at least 64 MiB, one, and more than zero");
            }
        }
    }

    /**
     * A cluster whose servers keep replicas.
     *
     * @param name as the servers' configuration has it
     * @param quorum how many replicas have a batch before it is confirmed
     */
    public record Cluster(String name, Quorum quorum) {
        public Cluster {
            requireName("cluster", name);
            requireNonNull(quorum, "quorum is null");
        }
    }

    /** How many replicas must have a batch, as {@code insert_quorum} takes it. */
    public record Quorum(String text) {
        /** The majority of a shard's replicas. */
        public static final Quorum MAJORITY = new Quorum("auto");

        /** The one that was asked; it copies to the others afterwards. */
        public static final Quorum NONE = new Quorum("0");

        public Quorum {
            if (!text.equals("auto") && !text.matches("[0-9]{1,2}")) {
                throw new IllegalArgumentException("quorum is '" + text + "', expected auto or a number up to 99");
            }
        }

        boolean isKept() {
            return !text.equals(NONE.text) && !text.equals("1");
        }
    }

    /**
     * What becomes of old events.
     *
     * @param policy in whole days
     * @param coldVolume of the storage policy of the table of events, for events that are not hot any more
     */
    public record Ageing(RetentionPolicy policy, Optional<String> coldVolume) {
        /** They stay as they are. */
        public static final Ageing NONE = new Ageing(RetentionPolicy.KEEP_EVERYTHING, Optional.empty());

        public Ageing {
            requireNonNull(policy, "policy is null");
            requireNonNull(coldVolume, "coldVolume is null");
        }
    }

    /** The defaults: the server's standard user, two gibibytes for a question, as many as there are processors but at least four. */
    public static ClickHouseSettings of(URI address) {
        return of(List.of(address));
    }

    /** The same for several shards, in their order. */
    public static ClickHouseSettings of(List<URI> shards) {
        int concurrent = Math.max(4, Runtime.getRuntime().availableProcessors());
        Limits limits = new Limits(2 * GIBIBYTE, concurrent, Duration.ofSeconds(30));
        return new ClickHouseSettings(
                shards, new Login("default", ""), "tidemark", "tidemark", limits, true, Optional.empty(), Ageing.NONE);
    }

    public ClickHouseSettings withUser(String name, String secret) {
        return new ClickHouseSettings(
                shards, new Login(name, secret), database, writer, limits, synced, cluster, ageing);
    }

    public ClickHouseSettings withDatabase(String name) {
        return new ClickHouseSettings(shards, login, name, writer, limits, synced, cluster, ageing);
    }

    public ClickHouseSettings withWriter(String name) {
        return new ClickHouseSettings(shards, login, database, name, limits, synced, cluster, ageing);
    }

    public ClickHouseSettings withQueryMemoryBytes(long bytes) {
        Limits changed = new Limits(bytes, limits.concurrentReads, limits.writeTimeout);
        return new ClickHouseSettings(shards, login, database, writer, changed, synced, cluster, ageing);
    }

    public ClickHouseSettings withSynced(boolean writeThrough) {
        return new ClickHouseSettings(shards, login, database, writer, limits, writeThrough, cluster, ageing);
    }

    public ClickHouseSettings withCluster(Optional<Cluster> replicating) {
        return new ClickHouseSettings(shards, login, database, writer, limits, synced, replicating, ageing);
    }

    public ClickHouseSettings withAgeing(Ageing becoming) {
        return new ClickHouseSettings(shards, login, database, writer, limits, synced, cluster, becoming);
    }

    private static void requireName(String what, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    what + " is '" + name + "', expected letters, digits and _, not beginning with a digit");
        }
    }
}
