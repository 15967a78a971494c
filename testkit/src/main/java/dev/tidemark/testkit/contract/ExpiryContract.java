package dev.tidemark.testkit.contract;

import dev.tidemark.testkit.generate.AgeingCase;
import dev.tidemark.testkit.generate.AgeingCases;
import dev.tidemark.testkit.generate.AgeingStep.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What a store promises that deletes events for their age: rollups go on counting what is deleted, but for those that are made later, which do not claim to; what is asked about the time since everything is there is
 * answered whole; and nothing that was deleted is taken once more.
 */
public interface ExpiryContract extends AgeingContract {

    /** How long events are kept, when they are kept for a shorter time. */
    Duration LIFETIME = Duration.ofDays(400);

    @Property(tries = ContractLifecycle.STANDARD / 25)
    default void whatIsDeletedStaysCountedAndIsNotTakenAgain(
            @ForAll(supplier = AgeingCases.Expiring.class) AgeingCase sample) {
        Instant scene =
                Instant.now().truncatedTo(ChronoUnit.DAYS).minus(LIFETIME).minus(Duration.ofDays(sample.age()));
        Map<Lifetime, Duration> lifetimes =
                Map.of(Lifetime.SHORT, LIFETIME, Lifetime.LONG, LIFETIME.plus(Duration.ofDays(20)));
        try (AgeingPlay play = new AgeingPlay(sample.at(scene), emptyPlace(), lifetimes)) {
            play.play();
        }
    }
}
