package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the sender of one body may still send. What it means and how long it lasts is known to whoever hands it out. */
public interface Allowance {

    /** Anything at all. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public Optional<Excess> take(int events) {
            return Optional.empty();
        }
    };

    /**
     * Takes the events of a body, before they are made durable.
     *
     * @param events how many came, rejected ones among them
     * @return why they may not be taken; nothing is taken from the allowance then
     */
    Optional<Excess> take(int events);

    /**
     * The events that were taken are durable.
     *
     * @param accepted how many of them are no duplicates and were not rejected
     */
    default void settle(int events, int accepted) {}

    /** The events that were taken could not be made durable; they may come again. */
    default void giveBack(int events) {}

    /**
     * More came than is allowed.
     *
     * @param message what is allowed, what came, what to do
     * @param retryAfter when something is allowed again
     */
    record Excess(Reason reason, String message, Duration retryAfter) {
        public Excess {
            requireNonNull(reason, "reason is null");
            requireNonNull(message, "message is null");
            requireNonNull(retryAfter, "retryAfter is null");
        }
    }

    /** Which limit was met. */
    enum Reason {
        /** Events per second of a key. */
        RATE_LIMIT,
        /** Events per day of a tenant. */
        DAILY_QUOTA;

        /** As metrics call it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
