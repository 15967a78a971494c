package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract can fail: each mistake that an adapter could make is seen. */
class ContractFindsFlawsTest {

    @Test
    void aStoreWithoutFlawPasses() {
        TestExecutionSummary summary = run(new Flaw() {});
        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfReadingIsSeen(ReadFlaws flaw) {
        assertThat(failures(run(flaw))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfWritingIsSeen(WriteFlaws flaw) {
        assertThat(failures(run(flaw))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfHandingEventsOverIsSeen(StoredEventsFlaws flaw) {
        assertThat(failures(run(flaw))).isNotEmpty();
    }

    static Set<String> failures(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName())
                .collect(Collectors.toSet());
    }

    static TestExecutionSummary run(Flaw flaw) {
        FlawedStorageContract.flaw = flaw;
        return run(FlawedStorageContract.class);
    }

    static TestExecutionSummary run(Class<?> contract) {
        FirstFailureSuffices.reset();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(contract), listener);
        return listener.getSummary();
    }

    /** Failures are expected, so they are neither shrunk nor printed nor remembered. */
    private static LauncherDiscoveryRequest request(Class<?> contract) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(EngineFilter.includeEngines("jqwik"))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
    }
}
