package dev.tidemark.testkit.engine;

import java.net.URI;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The ClickHouse that tests share: that of the environment, else an engine that is started once and ends with this process. */
public final class ClickHouseAddress {

    /** Names a server, with {@code user:password@} where it asks for them. */
    public static final String VARIABLE = "TIDEMARK_TEST_CLICKHOUSE_URL";

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
        if (started.isEmpty()) {
            if (!ClickHouseEngine.isPossible()) {
                throw new TestAbortedException(
                        "no ClickHouse: " + VARIABLE + " names none, and engines/clickhouse runs on Linux x86_64 only");
            }
            started = Optional.of(ClickHouseEngine.start().address());
        }
        return started.get();
    }
}
