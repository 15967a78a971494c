package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake about behavior is seen. It takes longest: a class of its own lets it run beside {@link ContractFindsFlawsTest}. */
class ContractFindsFlawsOfBehaviorTest {

    @ParameterizedTest
    @EnumSource
    void aMistakeAboutBehaviorIsSeen(BehaviorFlaws flaw) {
        assertThat(ContractFindsFlawsTest.failures(ContractFindsFlawsTest.run(flaw)))
                .isNotEmpty();
    }
}
