package dev.tidemark.testkit.generate;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.rollup.RollupDefinition;
import java.time.Duration;
import java.util.List;

/** What happens to a store whose events grow old. */
public sealed interface AgeingStep {

    /** The next events of the history are sent, as many as there are still, in batches of this size. */
    record Send(int events, int batch) implements AgeingStep {}

    /**
     * Events that were sent before are sent again.
     *
     * @param from which is the first; counts from the start again where there are fewer
     * @param later how much later their timestamps are now; at most {@link dev.tidemark.domain.event.EventKey#WINDOW} to either side
     */
    record SendAgain(int from, int events, Duration later) implements AgeingStep {
        public SendAgain {
            requireNonNull(later, "later is null");
        }
    }

    /** All that is stored takes the form of old events. */
    record Archive() implements AgeingStep {}

    /** Rollups are brought up to what is stored. */
    record BringUp() implements AgeingStep {}

    /** What is past its lifetime is deleted. */
    record Expire() implements AgeingStep {}

    /**
     * The store is closed, and opened to keep these rollups and no others.
     *
     * @param lifetime how long events are kept from now on
     */
    record Reopen(List<RollupDefinition> rollups, Lifetime lifetime) implements AgeingStep {
        public Reopen {
            rollups = List.copyOf(rollups);
            requireNonNull(lifetime, "lifetime is null");
        }
    }

    /** How long events are kept. */
    enum Lifetime {
        FOREVER,
        LONG,
        SHORT
    }
}
