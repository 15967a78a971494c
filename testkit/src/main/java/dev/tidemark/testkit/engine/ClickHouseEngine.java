package dev.tidemark.testkit.engine;

/**
 * A ClickHouse in a process of its own, by the script {@code engines/clickhouse}, over a directory of its own. It can be killed and started again over the same
 * data, at the same address.
 */
public final class ClickHouseEngine implements AutoCloseable {

    private static final String SCRIPT = "clickhouse";

    private final EngineProcess process;

    private ClickHouseEngine(EngineProcess process) {
        this.process = process;
    }

    /** Whether the script can run here. */
    public static boolean isPossible() {
        return EngineProcess.isPossible(SCRIPT);
    }

    /** Starts an engine with no data. */
    public static ClickHouseEngine start() {
        return new ClickHouseEngine(EngineProcess.start(SCRIPT));
    }

    /** Where it answers; stays the same. */
    public ClickHouseAddress address() {
        return ClickHouseAddress.of(process.address());
    }

    /** Ends the process as a loss of power would, as far as the process goes. Returns when it is gone. */
    public void kill() {
        process.kill();
    }

    /** Starts the process over the data that is there. Returns when it answers. */
    public void startAgain() {
        process.startAgain();
    }

    /** Kills it and removes its data. */
    @Override
    public void close() {
        process.close();
    }
}
