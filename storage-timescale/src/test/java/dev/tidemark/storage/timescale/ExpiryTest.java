package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is deleted, rollups go on counting it. */
class ExpiryTest {

    private static final Duration LIFETIME = Duration.ofDays(30);
    private final Instant recent = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(20));

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void oldEventsGoOnceRollupsHoldThem(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleSettings settings =
                    store.settings().withChunkWidth(Duration.ofDays(1)).withDeleteAfter(Optional.of(LIFETIME));
            try (TimescaleStorage storage = TimescaleStorage.prepare(settings, BuiltInRollups.all())) {
                storage.eventWriter().append(Samples.hourly(MONDAY, 72));
                storage.eventWriter().append(Samples.hourly(recent, 24));
                storage.expiry().run();
                assertThat(Samples.rawCount(storage, MONDAY, 3)).isEqualTo(72);
                assertThat(storage.keptSince()).isEmpty();

                storage.keptRollups().bringUp();
                storage.expiry().run();
                storage.keptRollups().bringUp();
                assertThat(Samples.rawCount(storage, MONDAY, 3)).isZero();
                assertThat(Samples.count(storage, MONDAY, 3)).isEqualTo(72);
                assertThat(Samples.rawCount(storage, recent, 1)).isEqualTo(24);
                assertThat(storage.keptSince())
                        .hasValueSatisfying(
                                since -> assertThat(since).isAfter(MONDAY).isBefore(recent));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void whatMayHaveBeenDeletedIsRefused(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleSettings settings = store.settings().withDeleteAfter(Optional.of(LIFETIME));
            try (TimescaleStorage storage = TimescaleStorage.prepare(settings, BuiltInRollups.all())) {
                storage.expiry().run();
                storage.keptRollups().bringUp();
                storage.expiry().run();
                EventBatch old = Samples.hourly(MONDAY, 1);
                assertThatThrownBy(() -> storage.eventWriter().append(old))
                        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.category())
                                .isEqualTo(StorageException.Category.REFUSED))
                        .hasMessageContaining("deleted for their age");
                storage.eventWriter().append(Samples.hourly(recent, 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void aRollupOfLaterAnswersSinceWhenEventsAreKept(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleSettings settings = store.settings().withDeleteAfter(Optional.of(LIFETIME));
            try (TimescaleStorage storage = TimescaleStorage.prepare(settings, List.of())) {
                storage.eventWriter().append(Samples.hourly(recent, 24));
                storage.keptRollups().bringUp();
                storage.expiry().run();
            }
            try (TimescaleStorage storage = TimescaleStorage.prepare(settings, BuiltInRollups.all())) {
                storage.keptRollups().bringUp();
                Instant since = storage.keptSince().orElseThrow();
                for (RollupCoverage rollup : storage.rollups()) {
                    assertThat(rollup.complete().getFirst().from()).isEqualTo(since);
                }
                assertThat(Samples.count(storage, recent, 1)).isEqualTo(24);
            }
        }
    }
}
