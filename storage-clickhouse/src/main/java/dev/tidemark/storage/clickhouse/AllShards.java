package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What several shards say, put together. */
final class AllShards {

    private AllShards() {}

    /** The rollups that every shard has, for the ranges that are complete in every one. */
    static List<RollupCoverage> coverage(List<List<RollupCoverage>> shards) {
        List<RollupCoverage> common = shards.getFirst();
        for (List<RollupCoverage> shard : shards.subList(1, shards.size())) {
            common = common.stream()
                    .flatMap(coverage -> find(coverage.definition(), shard).stream()
                            .map(other -> new RollupCoverage(
                                    coverage.definition(), common(coverage.complete(), other.complete()))))
                    .toList();
        }
        return common;
    }

    /** What all have together; a rollup is as far as the one that is furthest behind. */
    static StorageFigures figures(List<StorageFigures> shards) {
        long events = shards.stream().mapToLong(StorageFigures::events).sum();
        long bytes = shards.stream().mapToLong(StorageFigures::bytes).sum();
        List<StorageFigures.Table> tables =
                tables(shards.stream().flatMap(shard -> shard.tables().stream()).toList());
        Map<List<Object>, StorageFigures.Rollup> rollups = new LinkedHashMap<>();
        shards.forEach(shard -> shard.rollups()
                .forEach(rollup -> rollups.merge(
                        List.of(rollup.definition(), rollup.stage() == StorageFigures.Stage.REPLACED),
                        rollup,
                        AllShards::merge)));
        List<StorageFigures.Running> running = shards.stream()
                .flatMap(shard -> shard.running().stream())
                .sorted(Comparator.comparing(StorageFigures.Running::elapsed).reversed())
                .distinct() // of shards on one server
                .toList();
        List<StorageFigures.Size> sizes =
                shards.stream().flatMap(shard -> shard.sizes().stream()).toList();
        return new StorageFigures(events, bytes, tables, List.copyOf(rollups.values()), sizes, running);
    }

    private static StorageFigures.Rollup merge(StorageFigures.Rollup one, StorageFigures.Rollup other) {
        List<StorageFigures.Table> both = new ArrayList<>(one.tables());
        both.addAll(other.tables());
        return new StorageFigures.Rollup(
                one.definition(),
                one.stage().compareTo(other.stage()) <= 0 ? one.stage() : other.stage(),
                common(one.complete(), other.complete()),
                one.eventsToFill() + other.eventsToFill(),
                one.eventsFilled() + other.eventsFilled(),
                tables(both));
    }

    private static List<StorageFigures.Table> tables(List<StorageFigures.Table> all) {
        Map<String, StorageFigures.Table> byName = new LinkedHashMap<>();
        all.forEach(table -> byName.merge(table.name(), table, AllShards::add));
        return List.copyOf(byName.values());
    }

    private static StorageFigures.Table add(StorageFigures.Table one, StorageFigures.Table other) {
        return new StorageFigures.Table(
                one.name(),
                one.rows() + other.rows(),
                add(one.bytes(), other.bytes()),
                add(one.uncompressedBytes(), other.uncompressedBytes()),
                add(one.parts(), other.parts()));
    }

    private static OptionalLong add(OptionalLong one, OptionalLong other) {
        return one.isEmpty() && other.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(one.orElse(0) + other.orElse(0));
    }

    private static Optional<RollupCoverage> find(RollupDefinition definition, List<RollupCoverage> among) {
        return among.stream()
                .filter(coverage -> coverage.definition().equals(definition))
                .findFirst();
    }

    private static List<TimeRange> common(List<TimeRange> ones, List<TimeRange> others) {
        return ones.stream()
                .flatMap(one -> others.stream().flatMap(other -> one.intersection(other).stream()))
                .toList();
    }
}
