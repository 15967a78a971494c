package dev.tidemark.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final RetentionPolicy TWO_YEARS = new RetentionPolicy(
            new Lifetimes(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(730)), Map.of());

    @Test
    void theShortestLifetimeIsThatOfTheTypeThatGoesFirst() {
        Lifetimes day = new Lifetimes(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
        RetentionPolicy policy = new RetentionPolicy(TWO_YEARS.standard(), Map.of("page_view", day));
        assertThat(policy.shortestLifetime()).contains(Duration.ofDays(1));
        assertThat(policy.lifetime("purchase")).isEqualTo(Duration.ofDays(730));
        assertThat(RetentionPolicy.KEEP_EVERYTHING.shortestLifetime()).isEmpty();
    }

    @Test
    void dataMovesOnExactlyWhenItsTimeInATierIsOver() {
        RetentionPolicy policy = TWO_YEARS;
        assertThat(tier(policy, Duration.ZERO)).isEqualTo(Tier.HOT);
        assertThat(tier(policy, Duration.ofDays(30).minus(MOMENT))).isEqualTo(Tier.HOT);
        assertThat(tier(policy, Duration.ofDays(30))).isEqualTo(Tier.COLD);
        assertThat(tier(policy, Duration.ofDays(90).minus(MOMENT))).isEqualTo(Tier.COLD);
        assertThat(tier(policy, Duration.ofDays(90))).isEqualTo(Tier.ARCHIVE);
        assertThat(tier(policy, Duration.ofDays(730).minus(MOMENT))).isEqualTo(Tier.ARCHIVE);
        assertThat(tier(policy, Duration.ofDays(730))).isEqualTo(Tier.GONE);
    }

    @Test
    void theFutureIsHot() {
        assertThat(tier(TWO_YEARS, Duration.ofDays(-1))).isEqualTo(Tier.HOT);
    }

    @Test
    void aTypeMayLiveLongerThanTheRest() {
        Lifetimes day = new Lifetimes(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
        RetentionPolicy policy = new RetentionPolicy(day, Map.of("purchase", TWO_YEARS.standard()));
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertThat(policy.tierOf("page_view", yesterday, NOW)).isEqualTo(Tier.GONE);
        assertThat(policy.tierOf("purchase", yesterday, NOW)).isEqualTo(Tier.HOT);
    }

    @Test
    void lifetimesDoNotShrink() {
        Duration day = Duration.ofDays(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetimes(Duration.ZERO, day, day));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetimes(day, day.minus(MOMENT), day));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetimes(day, day, day.minus(MOMENT)));
    }

    private static Tier tier(RetentionPolicy policy, Duration age) {
        return policy.tierOf("page_view", NOW.minus(age), NOW);
    }
}
