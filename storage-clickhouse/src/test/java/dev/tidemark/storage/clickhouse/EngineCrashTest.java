package dev.tidemark.storage.clickhouse;

import dev.tidemark.testkit.contract.WritingAcrossCrashes;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import org.junit.jupiter.api.Test;

class EngineCrashTest {

    @Test
    void everyEventIsStoredOnceAndEveryRollupHasIt() {
        ClickHouseAddress.requirePossible();
        Engine.CLICKHOUSE.requirePossible();
        try (EngineProcess engine = Engine.CLICKHOUSE.start()) {
            new WritingAcrossCrashes(engine, new TemporaryStore(ClickHouseAddress.of(engine.address()))).verify();
        }
    }
}
