package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final int RUNS = 3;

    @Test
    void aStoreWithoutFlawPasses() {
        TestExecutionSummary summary = run(FlawedStorageContract.class);
        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfReadingIsSeen(ReadFlaws flaw) {
        assertThat(failures(flaw, FlawedStorageContract.class)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfWritingIsSeen(WriteFlaws flaw) {
        assertThat(failures(flaw, FlawedKeepingContract.class)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeOfHandingEventsOverIsSeen(StoredEventsFlaws flaw) {
        assertThat(failures(flaw, FlawedKeepingContract.class)).isNotEmpty();
    }

    static Set<String> failures(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName())
                .collect(Collectors.toSet());
    }

    /** What the part of the contract that has to see a mistake finds. A rare history may be needed, which a run does not always make. */
    static Set<String> failures(Flaw flaw, Class<? extends FlawedStore> contract) {
        FlawedStore.Next.flaw = flaw;
        try {
            return Stream.generate(() -> failures(run(contract)))
                    .limit(RUNS)
                    .filter(failures -> !failures.isEmpty())
                    .findFirst()
                    .orElse(Set.of());
        } finally {
            FlawedStore.Next.flaw = FlawedStore.Next.NONE;
        }
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
