package dev.tidemark.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowQuestionsTest {

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InstantSource source = () -> now;
    private final SlowQuestions slow = new SlowQuestions(new Clock() {
        @Override
        public Instant instant() {
            return source.instant();
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void theSlowestComeFirstAndNoMoreThanAreWanted() {
        IntStream.range(0, 100).forEach(this::ask);
        assertThat(slow.slowest())
                .extracting(question -> question.took().toMillis())
                .containsExactlyElementsOf(IntStream.iterate(99, took -> took - 1)
                        .limit(SlowQuestions.MOST)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void whatIsOlderThanAnHourMakesPlaceForWhatIsFaster() {
        IntStream.range(1000, 1100).forEach(this::ask);
        now = now.plus(Duration.ofMinutes(59));
        ask(7);
        assertThat(slow.slowest()).hasSize(SlowQuestions.MOST);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(slow.slowest())
                .extracting(question -> question.took().toMillis())
                .containsExactly(7L);
    }

    private void ask(int took) {
        slow.add(new SlowQuestions.Question(
                now, Duration.ofMillis(took), new TenantId("acme"), "paths", "ok", OptionalLong.empty()));
    }
}
