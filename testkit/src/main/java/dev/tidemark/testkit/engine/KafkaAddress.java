package dev.tidemark.testkit.engine;

import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The Kafka that tests share: that of the environment; else a broker of our own, which is started when it is first asked for and ends with this process. Topics are not made by
 * using them.
 *
 * @param brokers {@code host:port,host:port}, as Kafka's clients take them
 */
public record KafkaAddress(String brokers) {

    /** Names brokers to test with; or is {@value #NONE}, which leaves the tests out. */
    public static final String VARIABLE = "TIDEMARK_TEST_KAFKA_BROKERS";

    private static final String NONE = "none";

    private static Optional<KafkaAddress> started = Optional.empty();

    /** Of a broker that a test started for itself. */
    public static KafkaAddress of(EngineProcess broker) {
        return new KafkaAddress(broker.address().getAuthority());
    }

    /**
     * The address.
     *
     * @throws TestAbortedException if there is none here, which skips the test
     */
    public static synchronized KafkaAddress get() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        Optional<KafkaAddress> named = named();
        if (named.isPresent()) {
            return named.get();
        }
        if (started.isEmpty()) {
            started = Optional.of(of(Engine.KAFKA.start()));
        }
        return started.get();
    }

    /** Why there can be none. */
    static Optional<String> absence() {
        if (named().isPresent()) {
            return Optional.empty();
        }
        if (NONE.equals(System.getenv(VARIABLE))) {
            return Optional.of("without Kafka: " + VARIABLE + " says so");
        }
        return Engine.KAFKA.absence().map(reason -> "no Kafka: " + VARIABLE + " names none, and " + reason);
    }

    private static Optional<KafkaAddress> named() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(brokers -> !brokers.isBlank() && !brokers.equals(NONE))
                .map(KafkaAddress::new);
    }
}
