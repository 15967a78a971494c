package dev.tidemark.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");

    private final RetentionCheck check = new RetentionCheck(
            new RetentionPolicy(lasting(Duration.ofDays(30)), Map.of("purchase", lasting(Lifetimes.FOREVER))),
            () -> NOW);

    @Test
    void anEventOfTheFullAgeIsRefused() {
        assertThat(check.check(event("page_view", NOW.minus(Duration.ofDays(30)))))
                .contains(
                        new Violation(
                                RejectionCode.EXPIRED,
                                "timestamp is 2026-03-01T00:00:00Z, expected less than 30 days ago: this server keeps events of type page_view no longer"));
    }

    @Test
    void aYoungerOneIsNot() {
        assertThat(check.check(event("page_view", NOW.minus(Duration.ofDays(30)).plusMillis(1))))
                .isEmpty();
    }

    @Test
    void norIsOneOfATypeThatIsKept() {
        assertThat(check.check(event("purchase", Instant.parse("2000-01-01T00:00:00Z"))))
                .isEmpty();
    }

    private static Lifetimes lasting(Duration age) {
        return new Lifetimes(age, age, age);
    }

    private static Event event(String type, Instant timestamp) {
        return Event.builder(new TenantId("acme"))
                .set(Field.EVENT_ID, new UUID(1, 1))
                .set(Field.EVENT_TYPE, type)
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, NOW)
                .build();
    }
}
