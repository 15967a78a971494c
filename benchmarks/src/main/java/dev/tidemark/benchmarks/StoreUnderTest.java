package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the server under test keeps its events in, and what that can do by itself. */
interface StoreUnderTest extends AutoCloseable {

    /** The store of this name: {@code embedded}, {@code clickhouse}, {@code timescale} or {@code citus}. */
    static StoreUnderTest of(String name) {
        return switch (name) {
            case "embedded" -> new EmbeddedStore();
            case "clickhouse" -> ClickHouseStore.start();
            case "timescale" -> PostgreSqlStore.timescale();
            case "citus" -> PostgreSqlStore.citus();
            default ->
                throw new IllegalArgumentException(
                        "the store is '" + name + "', expected embedded, clickhouse, timescale or citus");
        };
    }

    /** As {@link #of} knows it. */
    String name();

    /** As headings call it. */
    String title();

    /** The settings of a server on it: little memory for storing, the default for questions. */
    Map<String, String> settings(boolean small);

    /** The settings that matter, for readers. */
    String described(boolean small);

    /** Rows per second that the engine itself loads of the workload's rows into a new table, nothing else to do. */
    double ownLoadPerSecond(Path folder, long events) throws IOException;

    /** Bytes that all of the server's tables occupy. */
    long storedBytes(Path data) throws IOException;

    /**
     * Compresses all that the store would compress with age.
     *
     * @return how, if it has such a thing
     */
    default Optional<String> archive() {
        return Optional.empty();
    }

    /** Does what the store would have done by now with events that grew old, by its default settings, where only time brings that about. */
    default void age() throws InterruptedException {}

    /** What only this store can be measured by, after it was filled. */
    void addSections(StringBuilder page) throws IOException;

    @Override
    void close();
}
