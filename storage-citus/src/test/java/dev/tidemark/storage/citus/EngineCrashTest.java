package dev.tidemark.storage.citus;

import dev.tidemark.testkit.contract.WritingAcrossCrashes;
import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import org.junit.jupiter.api.Test;

class EngineCrashTest {

    @Test
    void everyEventIsStoredOnceAndEveryRollupHasIt() {
        Engine.POSTGRESQL.requirePossible();
        try (EngineProcess engine = Engine.POSTGRESQL.start()) {
            new WritingAcrossCrashes(engine, new TemporaryStore(new PostgreSqlAddress(engine.address()))).verify();
        }
    }
}
