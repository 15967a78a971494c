package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.Engine;
import java.net.URI;

class ClickHouseCrashIT implements EngineCrashContract {
    @Override
    public Engine engine() {
        return Engine.CLICKHOUSE;
    }

    @Override
    public Launch on(Launch launch, URI address) {
        return StoreKind.on(launch, ClickHouseAddress.of(address));
    }
}
