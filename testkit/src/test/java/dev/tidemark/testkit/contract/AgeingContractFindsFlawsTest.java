package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract of ageing can fail: each mistake that a store could make is seen. */
class AgeingContractFindsFlawsTest {

    @Test
    void aStoreWithoutFlawPasses() {
        TestExecutionSummary summary = run(AgeingFlaw.NONE);
        assertThat(ContractFindsFlawsTest.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsSeen(AgeingFlaw flaw) {
        assertThat(ContractFindsFlawsTest.failures(run(flaw))).isNotEmpty();
    }

    private static TestExecutionSummary run(AgeingFlaw flaw) {
        FlawedAgeingContract.flaw = flaw;
        return ContractFindsFlawsTest.run(FlawedAgeingContract.class);
    }
}
