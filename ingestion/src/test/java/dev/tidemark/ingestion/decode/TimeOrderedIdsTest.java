package dev.tidemark.ingestion.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOW = Instant.parse("2024-01-15T10:30:00.123Z");

    @Test
    void idsTellTheirTimeAndVersion() {
        UUID id = new TimeOrderedIds().apply(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void idsGrowWithinAMillisecondAndWhenTheClockGoesBack() {
        TimeOrderedIds ids = new TimeOrderedIds();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.apply(i < 9000 ? NOW : NOW.minusSeconds(5)).toString());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threadsNeverMakeTheSameId() throws Exception {
        TimeOrderedIds ids = new TimeOrderedIds();
        var orders = new HashSet<Long>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Long>>> made = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                made.add(threads.submit(() -> {
                    List<Long> mine = new ArrayList<>();
                    for (int i = 0; i < 20_000; i++) {
                        mine.add(ids.apply(NOW).getMostSignificantBits());
                    }
                    return mine;
                }));
            }
            for (Future<List<Long>> mine : made) {
                orders.addAll(mine.get());
            }
        }

        assertThat(orders).hasSize(80_000);
    }
}
