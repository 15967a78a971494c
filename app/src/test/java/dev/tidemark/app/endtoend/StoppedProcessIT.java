package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still, as in a long pause of its machine, keeps those who talk to it waiting, and nothing else. */
@Tag(Fault.SUITE)
class StoppedProcessIT {
    private static final int MILLIS = Fault.either(2_000, 30_000);

    @TempDir
    Path data;

    @Test
    void aServerThatStandsStillAnswersAfterwards() {
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            new Fault("the server stands still (SIGSTOP) for " + MILLIS / 1000 + " s").underLoad(server, () -> {
                server.stop();
                Pause.millis(MILLIS);
                server.goOn();
            });
        }
    }

    /** For longer than {@code KAFKA_TIMEOUT}, at length. */
    @Test
    void aBrokerThatStandsStillCostsPatienceAlone() {
        Engine.KAFKA.requirePossible();
        try (EngineProcess broker = Engine.KAFKA.start();
                ServerProcess server = ServerProcess.start(Launch.in(data).onKafka(KafkaAddress.of(broker)))) {
            new Fault("the Kafka broker stands still (SIGSTOP) for " + MILLIS / 1000 + " s").underLoad(server, () -> {
                broker.stop();
                Pause.millis(MILLIS);
                broker.goOn();
            });
        }
    }

    @Test
    void clientsDoNotNoticeThatAStoreStandsStill() {
        List<Engine> engines = Fault.AT_LENGTH
                ? List.of(Engine.POSTGRESQL, Engine.CLICKHOUSE, Engine.TIMESCALE_APACHE)
                : List.of(Engine.POSTGRESQL);
        for (Engine kind : engines) {
            kind.requirePossible();
            try (EngineProcess engine = kind.start();
                    ServerProcess server =
                            ServerProcess.start(on(kind, Launch.in(data.resolve(kind.name())), engine.address()))) {
                new Fault("the store's server (" + kind + ") stands still (SIGSTOP) for " + MILLIS / 1000 + " s")
                        .underLoad(server, () -> {
                            engine.stop();
                            Pause.millis(MILLIS);
                            engine.goOn();
                        });
            }
        }
    }

    private static Launch on(Engine kind, Launch launch, URI address) {
        return switch (kind) {
            case CLICKHOUSE -> StoreKind.on(launch, ClickHouseAddress.of(address));
            case TIMESCALE_APACHE, TIMESCALE_FULL -> StoreKind.on(launch, "timescale", address.toString());
            case POSTGRESQL -> StoreKind.on(launch, "citus", address.toString());
            case KAFKA -> throw new IllegalArgumentException("KAFKA is no store");
        };
    }
}
