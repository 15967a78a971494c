package dev.tidemark.ingestion.log;

import java.time.Duration;

/** Is told what the log does, on the thread that does it; must be quick and must not throw. */
public interface LogObserver {

    /** A group of records became durable by one write and one sync. */
    default void committed(int records, long bytes, Duration write, Duration sync) {}

    /** A record was refused. */
    default void refused(AppendResult.Reason reason) {}

    /** The log goes on, but an operator should know. */
    default void trouble(String message, Throwable cause) {}

    /** Part of the log is unreadable; the log goes on behind it, but what stood there and was not delivered before is lost. Told once for each place, as long as what was kept of it is there. */
    default void damaged(LogDamage damage) {}

    /** Watches nothing. */
    static LogObserver none() {
        return new LogObserver() {};
    }
}
