package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Cluster;
import dev.tidemark.storage.sql.Fragment;
import java.util.List;

/** Sees that a server's configuration has the clusters and macros that the layout needs, before anything is created. */
record Neighbours(Server server, Cluster cluster) {

    private static final String SELECT_SHARDS = """
            SELECT shard_num, max(shard_weight), max(is_local)
            FROM system.clusters
            WHERE cluster = {}
            GROUP BY shard_num
            ORDER BY shard_num""";

    void check() {
        Layout layout = server.layout();
        List<Member> shards = members(cluster.name());
        require(
                shards.size() == layout.shards(),
                "cluster " + cluster.name() + " has " + shards.size() + " shards, expected " + layout.shards()
                        + " as there are addresses; see system.clusters");
        require(
                shards.stream().allMatch(shard -> shard.weight == 1),
                "the shards of cluster " + cluster.name() + " have the weights "
                        + shards.stream().map(Member::weight).toList() + ", expected 1 for each");
        require(
                shards.get(layout.shard() - 1).isLocal(),
                address() + " is not in shard " + layout.shard() + " of cluster " + cluster.name()
                        + "; give the addresses in the order of the cluster, each of a server of its shard");
        String shard = macro("shard");
        macro("replica");
        String ofShard = layout.clusterOfShard(cluster).replace("{shard}", shard);
        List<Member> replicas = members(ofShard);
        require(
                replicas.size() == 1 && replicas.getFirst().isLocal(),
                "cluster " + ofShard + " has " + replicas.size() + " shards with or without " + address()
                        + ", expected one shard: the replicas of this one, and no others");
    }

    private List<Member> members(String name) {
        return server.rowsOfServer(
                "reading the cluster " + name,
                Fragment.of(SELECT_SHARDS, Fragment.value(name)),
                row -> new Member(row.number(2), row.number(3) == 1));
    }

    private String macro(String name) {
        List<String> found = server.rowsOfServer(
                "reading the macros",
                Fragment.of("SELECT substitution FROM system.macros WHERE macro = {}", Fragment.value(name)),
                row -> row.presentText(1));
        require(
                found.size() == 1,
                address() + " has no macro '" + name + "', expected one in its configuration; see docs/clickhouse.md");
        return found.getFirst();
    }

    private String address() {
        return server.settings().shards().get(server.layout().shard() - 1).toString();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new StorageException(Category.INTERNAL, message, null);
        }
    }

    private record Member(long weight, boolean isLocal) {}
}
