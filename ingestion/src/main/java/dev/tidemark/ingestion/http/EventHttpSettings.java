package dev.tidemark.ingestion.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Settings of the entrance, brought by the server.
 *
 * @param waitForStore how long a request with {@code wait=stored} is held at most
 */
public record EventHttpSettings(Duration waitForStore) {

    public static final EventHttpSettings DEFAULT = new EventHttpSettings(Duration.ofSeconds(30));

    public EventHttpSettings {
        requireNonNull(waitForStore, "waitForStore is null");
        if (waitForStore.isNegative()) {
            throw new IllegalArgumentException("waitForStore is " + waitForStore + ", expected zero or more");
        }
    }
}
