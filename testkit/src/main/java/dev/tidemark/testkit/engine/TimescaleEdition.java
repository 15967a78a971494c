package dev.tidemark.testkit.engine;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A TimescaleDB of either edition that tests share: that of the environment, else an engine of our own, which is started once, when it is first asked for, and ends with this
 * process.
 */
public enum TimescaleEdition {
    /** With continuous aggregates, compression and policies. */
    FULL("TIDEMARK_TEST_TIMESCALE_URL", Engine.TIMESCALE_FULL),
    /** Without these. */
    APACHE("TIDEMARK_TEST_TIMESCALE_APACHE_URL", Engine.TIMESCALE_APACHE);

    private static final String NONE = "none";

    private static final Map<TimescaleEdition, EngineProcess> STARTED = new EnumMap<>(TimescaleEdition.class);

    private final String variable;
    private final Engine engine;

    /** @param variable names a server, as {@code postgresql://user:password@host:5432/database}; or is {@value #NONE}, which leaves the tests out */
    TimescaleEdition(String variable, Engine engine) {
        this.variable = variable;
        this.engine = engine;
    }

    /** The one for whole servers, which need several sessions: the full edition where the environment names one, as our own has one session. */
    public static TimescaleEdition ofServers() {
        return FULL.named().isPresent() ? FULL : APACHE;
    }

    /**
     * The database, {@code postgresql://user:password@host:port/database}.
     *
     * @throws TestAbortedException if there is none here, which skips the test
     */
    public String url() {
        requirePossible();
        return named().orElseGet(() -> started().address()).toString();
    }

    private EngineProcess started() {
        synchronized (STARTED) {
            return STARTED.computeIfAbsent(this, edition -> edition.engine.start());
        }
    }

    /** Skips the test where {@link #url} would, but starts nothing. */
    public void requirePossible() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }

    /** Why there can be none. */
    Optional<String> absence() {
        if (named().isPresent()) {
            return Optional.empty();
        }
        if (NONE.equals(System.getenv(variable))) {
            return Optional.of("without TimescaleDB: " + variable + " says so");
        }
        return engine.absence().map(reason -> "no TimescaleDB: " + variable + " names none, and " + reason);
    }

    private Optional<URI> named() {
        return Optional.ofNullable(System.getenv(variable))
                .filter(url -> !url.isBlank() && !url.equals(NONE))
                .map(URI::create);
    }
}
