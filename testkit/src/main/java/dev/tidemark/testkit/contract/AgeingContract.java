package dev.tidemark.testkit.contract;

import dev.tidemark.testkit.generate.AgeingCase;
import dev.tidemark.testkit.generate.AgeingCases;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** That events grow old unnoticed: whatever form they have by now, whenever others of their time come, and whichever rollups come and go, answers are those of the reference. */
public interface AgeingContract {

    /** A new place with nothing in it. */
    AgeingDatabase emptyPlace();

    @Property(tries = ContractLifecycle.STANDARD / 25)
    default void answersStayTrueWhileEventsGrowOld(@ForAll(supplier = AgeingCases.class) AgeingCase sample) {
        try (AgeingPlay play = new AgeingPlay(sample, emptyPlace(), Map.of())) {
            play.play();
        }
    }
}
