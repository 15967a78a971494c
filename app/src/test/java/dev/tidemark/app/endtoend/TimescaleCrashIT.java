package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.Engine;
import java.net.URI;

class TimescaleCrashIT implements EngineCrashContract {
    @Override
    public Engine engine() {
        return Engine.TIMESCALE_APACHE;
    }

    @Override
    public Launch on(Launch launch, URI address) {
        return StoreKind.on(launch, "timescale", address.toString());
    }
}
