package dev.tidemark.ingestion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

    private static EventKey key(int number) {
        return new EventKey(new TenantId("acme"), new UUID(0, number), Instant.EPOCH);
    }

    @Test
    void nothingIsKnownThatWasNotAdded() {
        RecentIds recent = new RecentIds(1024);
        IntStream.range(0, 100_000).mapToObj(RecentIdsTest::key).forEach(recent::add);

        assertThat(IntStream.range(100_000, 200_000).mapToObj(RecentIdsTest::key))
                .noneMatch(recent::contains);
        assertThat(new RecentIds(1024).contains(key(0))).isFalse();
    }

    @Test
    void mostOfWhatFitsIsKnown() {
        RecentIds recent = new RecentIds(65_536);
        IntStream.range(0, 6_000).mapToObj(RecentIdsTest::key).forEach(recent::add);

        assertThat(IntStream.range(0, 6_000)
                        .mapToObj(RecentIdsTest::key)
                        .filter(recent::contains)
                        .count())
                .isGreaterThan(5_000);
        assertThat(recent.contains(key(5_999))).isTrue();
    }
}
