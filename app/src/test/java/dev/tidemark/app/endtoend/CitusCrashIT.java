package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.Engine;
import java.net.URI;

class CitusCrashIT implements EngineCrashContract {
    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public Launch on(Launch launch, URI address) {
        return StoreKind.on(launch, "citus", address.toString());
    }
}
