package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake about behavior is seen; a class of its own runs beside {@link ContractFindsFlawsTest}. */
class ContractFindsFlawsOfBehaviorTest {

    @ParameterizedTest
    @EnumSource
    void aMistakeAboutBehaviorIsSeen(BehaviorFlaws flaw) {
        assertThat(ContractFindsFlawsTest.failures(flaw, FlawedBehaviorContract.class))
                .isNotEmpty();
    }
}
