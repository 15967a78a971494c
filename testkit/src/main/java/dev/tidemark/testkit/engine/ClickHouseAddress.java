package dev.tidemark.testkit.engine;

import java.net.URI;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The ClickHouse that tests share: that of the environment; else one of the official image, where a container engine answers; else an engine of our own. The latter two are
 * started once, when they are first asked for, and end with this process.
 */
public record ClickHouseAddress(URI url, String username, String password) {

    /** Names a server, with {@code user:password@} where it asks for them; or is {@value #NONE}, which leaves the tests out. */
    public static final String VARIABLE = "TIDEMARK_TEST_CLICKHOUSE_URL";

    private static final String NONE = "none";

    private static final String STANDARD_USER = "default";

    private static Optional<ClickHouseAddress> started = Optional.empty();

    /** An address in which {@code user:password@} may stand. */
    public static ClickHouseAddress of(URI url) {
        String user = url.getUserInfo();
        if (user == null) {
            return new ClickHouseAddress(url, STANDARD_USER, "");
        }
        String[] parts = user.split(":", 2);
        URI bare = URI.create(url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
        return new ClickHouseAddress(bare, parts[0], parts.length < 2 ? "" : parts[1]);
    }

    /**
     * The address.
     *
     * @throws TestAbortedException if there is none here, which skips the test
     */
    public static synchronized ClickHouseAddress get() {
        requirePossible();
        Optional<ClickHouseAddress> named = named();
        if (named.isPresent()) {
            return named.get();
        }
        if (started.isEmpty()) {
            started = Optional.of(
                    ClickHouseContainer.isPossible()
                            ? ClickHouseContainer.start()
                            : of(Engine.CLICKHOUSE.start().address()));
        }
        return started.get();
    }

    /** Skips the test where {@link #get} would, but starts nothing. */
    public static void requirePossible() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }

    /** Why there can be none. */
    static Optional<String> absence() {
        if (named().isPresent()) {
            return Optional.empty();
        }
        if (NONE.equals(System.getenv(VARIABLE))) {
            return Optional.of("without ClickHouse: " + VARIABLE + " says so");
        }
        return ClickHouseContainer.isPossible()
                ? Optional.empty()
                : Engine.CLICKHOUSE
                        .absence()
                        .map(reason -> "no ClickHouse: " + VARIABLE + " names none, no container engine answers, and "
                                + reason);
    }

    private static Optional<ClickHouseAddress> named() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(url -> !url.isBlank() && !url.equals(NONE))
                .map(url -> of(URI.create(url)));
    }
}
