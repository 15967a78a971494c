package dev.tidemark.ingestion.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Growth growth = new Growth();

    @Test
    void nothingWaitsInWhatIsDelivered() {
        growth.note(10, 10, START);
        assertThat(growth.oldest()).isEmpty();
    }

    @Test
    void whatWaitsIsAsOldAsTheLookThatFirstSawIt() {
        growth.note(10, 0, START);
        growth.note(20, 0, START.plusSeconds(1));
        growth.note(30, 5, START.plusSeconds(2));
        assertThat(growth.oldest()).contains(START);
        growth.note(30, 10, START.plusSeconds(3));
        assertThat(growth.oldest()).contains(START.plusSeconds(1));
        growth.note(30, 30, START.plusSeconds(4));
        assertThat(growth.oldest()).isEmpty();
    }

    @Test
    void ofALongOutageTheBeginningIsRemembered() {
        for (int second = 0; second < 100_000; second++) {
            growth.note(second + 1L, 0, START.plusSeconds(second));
        }
        assertThat(growth.oldest()).contains(START);
    }
}
