package dev.tidemark.testkit.engine;

import java.net.URI;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The ClickHouse that tests share: that of the environment, or, where the environment asks for it, an engine that is started once and ends
 * with this process.
 */
public final class ClickHouseAddress {

    /** Names a server, with {@code user:password@} where it asks for them. */
    public static final String VARIABLE = "TIDEMARK_TEST_CLICKHOUSE_URL";

    /** Asks for an engine of our own. */
    public static final String ENGINE_VARIABLE = "TIDEMARK_TEST_CLICKHOUSE_ENGINE";

    private static Optional<URI> started = Optional.empty();

    private ClickHouseAddress() {}

    /**
     * The address.
     *
     * @throws TestAbortedException if there is none here, which skips the test
     */
    public static synchronized URI get() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return URI.create(named);
        }
        requireWanted();
        if (started.isEmpty()) {
            if (!ClickHouseEngine.isPossible()) {
                throw new TestAbortedException(
                        "no ClickHouse: " + VARIABLE + " names none, and engines/clickhouse runs on Linux x86_64 only");
            }
            started = Optional.of(ClickHouseEngine.start().address());
        }
        return started.get();
    }

    /** Skips the test where {@link #get} would, but starts nothing. */
    public static void requireWanted() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }

    /** Why there is none, if the environment neither names nor asks for one. */
    static Optional<String> absence() {
        String named = System.getenv(VARIABLE);
        boolean isWanted = (named != null && !named.isBlank()) || Boolean.parseBoolean(System.getenv(ENGINE_VARIABLE));
        return isWanted
                ? Optional.empty()
                : Optional.of("ClickHouse is not tested unless " + VARIABLE + " names one or " + ENGINE_VARIABLE
                        + " is true, which starts one");
    }
}
