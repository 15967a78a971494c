package dev.tidemark.testkit.engine;

/**
 * A TimescaleDB of the Apache edition in processes of its own, over a directory of its own. It can be killed and started again over the same data, at the same address.
 */
public final class TimescaleEngine implements AutoCloseable {

    private final EngineProcess process;

    private TimescaleEngine(EngineProcess process) {
        this.process = process;
    }

    /** Starts an engine with no data. */
    public static TimescaleEngine start() {
        TimescaleEdition.APACHE.requirePossible();
        return new TimescaleEngine(TimescaleEdition.APACHE.start());
    }

    /** The database, {@code postgresql://user@host:port/database}; stays the same. */
    public String url() {
        return process.address().toString();
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
