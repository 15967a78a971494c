package dev.tidemark.ingestion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import dev.tidemark.ingestion.pipeline.LogPressure.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogPressureTest {
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final TenantId FLOOD = new TenantId("flood");
    private static final TenantId OTHER = new TenantId("other");

    private final LogPressure pressure = new LogPressure(
            new LogPressure.Limits(800, 1000, Duration.ofMinutes(5), Duration.ofHours(1)), InstantSource.fixed(NOW));

    private static LogFigures waiting(long records, long bytes, Duration age) {
        Backlog slow = new Backlog("slow", records, bytes, Optional.of(NOW.minus(age)));
        Backlog quick = new Backlog("quick", 0, 0, Optional.empty());
        return new LogFigures(bytes, 10_000, List.of(quick, slow));
    }

    private Level levelAt(long bytes, Duration age) {
        return pressure.observe(waiting(1, bytes, age)).level();
    }

    @Test
    void levelsRiseByTheSlowestReadersBytesOrAge() {
        assertThat(levelAt(799, Duration.ofMinutes(4))).isEqualTo(Level.CALM);
        assertThat(levelAt(800, Duration.ZERO)).isEqualTo(Level.HIGH);
        assertThat(levelAt(1000, Duration.ZERO)).isEqualTo(Level.TOO_HIGH);
        assertThat(levelAt(0, Duration.ZERO)).isEqualTo(Level.CALM);
        assertThat(levelAt(0, Duration.ofMinutes(5))).isEqualTo(Level.HIGH);
        assertThat(levelAt(0, Duration.ofHours(1))).isEqualTo(Level.TOO_HIGH);
    }

    @Test
    void levelIsLeftOnlyAtNineTenths() {
        levelAt(1000, Duration.ZERO);

        assertThat(levelAt(999, Duration.ZERO)).isEqualTo(Level.TOO_HIGH);
        assertThat(pressure.refusal())
                .hasValueSatisfying(why -> assertThat(why).startsWith("The store is behind: 999 bytes"));
        assertThat(levelAt(900, Duration.ZERO)).isEqualTo(Level.TOO_HIGH);
        assertThat(levelAt(899, Duration.ZERO)).isEqualTo(Level.HIGH);
        assertThat(pressure.refusal()).isEmpty();
        assertThat(levelAt(999, Duration.ZERO)).isEqualTo(Level.HIGH);
        assertThat(levelAt(720, Duration.ZERO)).isEqualTo(Level.HIGH);
        assertThat(levelAt(719, Duration.ZERO)).isEqualTo(Level.CALM);
        assertThat(levelAt(799, Duration.ZERO)).isEqualTo(Level.CALM);
    }

    @Test
    void clockThatGoesBackMakesNoAge() {
        assertThat(pressure.observe(waiting(1, 10, Duration.ofHours(-2))).age()).isEqualTo(Duration.ZERO);
    }

    @Test
    void tenantThatFillsTheLogLeavesRoomForOthers() {
        Admission admission = new Admission(pressure, () -> 2);
        for (int i = 0; i < 90; i++) {
            admission.appended(FLOOD, 10);
        }
        for (int i = 0; i < 10; i++) {
            admission.appended(OTHER, 10);
        }

        admission.observe(waiting(100, 790, Duration.ZERO));
        assertThat(admission.check(FLOOD)).isEmpty();

        admission.observe(waiting(100, 900, Duration.ZERO));
        assertThat(admission.check(OTHER)).isEmpty();
        assertThat(admission.check(FLOOD)).hasValueSatisfying(overload -> {
            assertThat(overload.reason()).isEqualTo(Admission.Reason.LOG_SHARE);
            assertThat(overload.message()).contains("810 of the 900 bytes").contains("what is left of 1000");
            assertThat(overload.retryAfter()).isPositive();
        });
    }

    @Test
    void tenantThatIsAloneFillsTheLogToItsLimit() {
        Admission admission = new Admission(pressure, () -> 1);
        admission.appended(FLOOD, 10);

        admission.observe(waiting(1, 999, Duration.ZERO));

        assertThat(admission.check(FLOOD)).isEmpty();
    }

    @Test
    void whatWasThereBeforeIsNobodys() {
        Admission admission = new Admission(pressure, () -> 2);
        admission.appended(FLOOD, 10);

        admission.observe(waiting(1000, 950, Duration.ZERO));

        assertThat(admission.check(FLOOD)).isEmpty();
    }
}
