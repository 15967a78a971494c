package dev.tidemark.testkit.engine;

import java.net.URI;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The PostgreSQL that tests share: that of the environment; else an engine of our own, which is started when it is first asked for and ends with this process.
 *
 * @param url {@code postgresql://user:password@host:port/database}
 */
public record PostgreSqlAddress(URI url) {

    /** Names a server, with Citus or without, whose database the tests make schemas in; or is {@value #NONE}, which leaves the tests out. */
    public static final String CITUS = "TIDEMARK_TEST_CITUS_URL";

    private static final String NONE = "none";

    private static Optional<PostgreSqlAddress> started = Optional.empty();

    /**
     * The address for tests of the adapter of Citus and plain PostgreSQL.
     *
     * @throws TestAbortedException if there is none here, which skips the test
     */
    public static synchronized PostgreSqlAddress citus() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        Optional<PostgreSqlAddress> named = named();
        if (named.isPresent()) {
            return named.get();
        }
        if (started.isEmpty()) {
            started =
                    Optional.of(new PostgreSqlAddress(Engine.POSTGRESQL.start().address()));
        }
        return started.get();
    }

    /** Why there can be none. */
    static Optional<String> absence() {
        if (named().isPresent()) {
            return Optional.empty();
        }
        if (NONE.equals(System.getenv(CITUS))) {
            return Optional.of("without PostgreSQL: " + CITUS + " says so");
        }
        return Engine.POSTGRESQL.absence().map(reason -> "no PostgreSQL: " + CITUS + " names none, and " + reason);
    }

    private static Optional<PostgreSqlAddress> named() {
        return Optional.ofNullable(System.getenv(CITUS))
                .filter(url -> !url.isBlank() && !url.equals(NONE))
                .map(url -> new PostgreSqlAddress(URI.create(url)));
    }
}
