package dev.tidemark.query.ota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.ota.OtaAnalytics.Topic;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rollup of update events can tell is read from it, but for the hour that is not over. */
class OtaRollupsTest {

    @ParameterizedTest
    @CsvSource({
        "ADOPTION,    app_id=my-app",
        "ADOPTION,    target_version=1.1.0",
        "ADOPTION,    segment=device_os",
        "PERFORMANCE, app_id=my-app",
        "PERFORMANCE, segment=target_version"
    })
    void whatNeedsNoDistinctDevicesIsReadFromTheRollup(Topic topic, String parameter) {
        PlanRecorder storage = new PlanRecorder();

        new OtaAsk(storage).answer(topic, parameter, "days=3");

        assertThat(storage.servedBy).isNotEmpty().allSatisfy(sources -> assertThat(sources)
                .contains("releases/hour", "raw"));
    }

    /** A store that claims to keep the rollup, and remembers what was to be read. */
    private static final class PlanRecorder implements Storage {
        private final List<List<String>> servedBy = new ArrayList<>();
        private final ReferenceStorage events = OtaHistory.threeDays();

        @Override
        public AggregateReader aggregateReader() {
            return read -> {
                servedBy.add(read.plan().servedBy());
                return events.read(read);
            };
        }

        @Override
        public StoredEvents storedEvents() {
            return events.storedEvents();
        }

        @Override
        public List<RollupCoverage> rollups() {
            TimeRange always =
                    new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
            return List.of(new RollupCoverage(BuiltInRollups.RELEASES, List.of(always)));
        }

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public EventWriter eventWriter() {
            return events;
        }

        @Override
        public WriteSession session(String name, Runnable claim) {
            return WriteSession.shared(this, claim);
        }

        @Override
        public EventIds eventIds() {
            return events;
        }

        @Override
        public BehaviorReader behaviorReader() {
            return events.behaviorReader();
        }

        @Override
        public void check() {
            events.check();
        }

        @Override
        public StorageFigures figures() {
            return events.figures();
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
