package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A store of shards, each in a database of its own of one server. */
final class TemporaryShards implements TestDatabase {

    private final List<TemporaryStore> places;

    TemporaryShards(int count) {
        ClickHouseAddress address = ClickHouseAddress.get();
        places = IntStream.rangeClosed(1, count)
                .mapToObj(shard -> new TemporaryStore(address, shard, count))
                .toList();
    }

    @Override
    public Storage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public Storage open(List<RollupDefinition> rollups) {
        List<Storage> shards = new ArrayList<>();
        places.forEach(place -> shards.add(place.open(rollups)));
        return new ShardedStorage(shards);
    }

    @Override
    public void close() {
        places.forEach(TemporaryStore::close);
    }
}
