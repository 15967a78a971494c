package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.clickhouse.ClickHouseSettings.Cluster;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the tables of one shard are laid out over servers. By itself a server has plain tables. In a cluster every statement that changes tables goes to all replicas
 * of the shard, tables with rows are replicated, and beside each of them is one of the engine {@code Distributed} that looks at all shards.
 *
 * <p>A shard's statements go to a cluster of its replicas alone, so that no shard waits for another or changes its tables.
 *
 * @param shard of these settings, from 1
 * @see <a href="https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication">Replicated tables</a>
 */
record Layout(ClickHouseSettings settings, int shard) {

    /** Which shard has a tenant, as {@code Distributed} finds it; {@link ShardedStorage#shardOf} says the same. */
    static final String SHARDING_KEY = "CRC32(tenant_id)";

    private static final String OF_ALL_SHARDS = "_all";
    private static final String PATH = "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'";
    private static final Pattern ENGINE = Pattern.compile("\\$\\{(\\w+)(?:\\((.*?)\\))?}");
    private static final int DDL_SECONDS = 20;

    int shards() {
        return settings.shards().size();
    }

    boolean isReplicated() {
        return settings.cluster().isPresent();
    }

    /** The clause for statements that change tables, with a blank before it; nothing without a cluster. */
    String onCluster() {
        return settings.cluster()
                .map(cluster -> " ON CLUSTER '" + clusterOfShard(cluster) + "'")
                .orElse("");
    }

    /** The cluster of one shard's replicas; the servers put their shard's number in. Of a cluster with one shard it is the cluster itself. */
    String clusterOfShard(Cluster cluster) {
        return shards() == 1 ? cluster.name() : cluster.name() + "_{shard}";
    }

    /** The engine of a table with rows: {@code MergeTree}, or one of its family with an argument. */
    String engine(String plain) {
        if (!isReplicated()) {
            return plain;
        }
        return plain.endsWith(")")
                ? "Replicated" + plain.substring(0, plain.length() - 1).replaceFirst("\\(", "(" + PATH + ", ") + ")"
                : "Replicated" + plain + "(" + PATH + ")";
    }

    /** A statement of a file, in which {@code ${on cluster}} and engines like {@code ${MergeTree}} depend on the layout. */
    String statement(String text) {
        return ENGINE.matcher(text.replace("${on cluster}", onCluster()))
                .replaceAll(match -> Matcher.quoteReplacement(
                        engine(match.group(2) == null ? match.group(1) : match.group(1) + "(" + match.group(2) + ")")));
    }

    String drop(String table) {
        return "DROP TABLE IF EXISTS \"" + table + "\"" + onCluster() + (isReplicated() ? " SYNC" : "");
    }

    /** Has every replica end statements, and waits for that. */
    String kill(String condition) {
        return "KILL QUERY" + onCluster() + " WHERE " + condition + " SYNC";
    }

    /** A table of the server's own, as all replicas have it. */
    String onAllReplicas(String table) {
        return settings.cluster()
                .map(cluster -> "clusterAllReplicas('" + clusterOfShard(cluster) + "', " + table + ")")
                .orElse(table);
    }

    /** The clause for questions to all replicas that those which do not answer have no say in. */
    String skippingAbsent() {
        return isReplicated() ? " SETTINGS skip_unavailable_shards = 1" : "";
    }

    /** The name of the table that shows the rows of all shards. */
    static String ofAllShards(String table) {
        return table + OF_ALL_SHARDS;
    }

    /** Creates the table that shows the rows of all shards, where there is a cluster. */
    Optional<String> createOfAllShards(String table) {
        return settings.cluster().map(cluster -> """
                CREATE TABLE IF NOT EXISTS "%s"%s AS "%s"
                ENGINE = Distributed('%s', '%s', '%s', %s)""".formatted(
                ofAllShards(table), onCluster(), table, cluster.name(), settings.database(), table, SHARDING_KEY));
    }

    /** Waits until the asked replica has what others had confirmed before. */
    Optional<String> catchUp(String table) {
        return isReplicated() ? Optional.of("SYSTEM SYNC REPLICA \"" + table + "\" LIGHTWEIGHT") : Optional.empty();
    }

    /**
     * What every statement that writes is to run with. A replica does not write again in another session with the keepers what it could not confirm in the one that ended: so a replica that has
     * lost its session stores nothing of before, and nobody has to wait for it.
     */
    Map<String, String> settingsOfWrites() {
        if (settings.cluster().isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        values.put("insert_quorum", settings.cluster().get().quorum().text());
        values.put(
                "insert_quorum_timeout",
                Long.toString(settings.limits().writeTimeout().toMillis()));
        values.put("insert_keeper_max_retries", "0");
        values.put("alter_sync", settings.cluster().get().quorum().isKept() ? "2" : "1");
        values.put("replication_wait_for_inactive_replica_timeout", "0");
        values.put("distributed_ddl_task_timeout", Integer.toString(DDL_SECONDS));
        values.put("distributed_ddl_output_mode", "throw_only_active");
        return values;
    }
}
