package dev.tidemark.ingestion.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.Bodies;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final TenantId ACME = new TenantId("acme");

    /** An event that is sent again after an update of the server must go where it went before. */
    @Test
    void neverChanges() {
        Spread spread = new Spread(12);
        assertThat(List.of(
                        spread.partitionOf(ACME, new UUID(0, 0)),
                        spread.partitionOf(ACME, new UUID(1, 2)),
                        spread.partitionOf(new TenantId("globex"), new UUID(1, 2)),
                        spread.partitionOf(ACME, UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))))
                .containsExactly(4, 5, 0, 2);
    }

    @Test
    void everyPartitionHasAnEvenShare() {
        Spread spread = new Spread(6);
        int[] shares = new int[6];
        for (int i = 0; i < 60_000; i++) {
            shares[spread.partitionOf(ACME, new UUID(i, 7))]++;
        }
        for (int share : shares) {
            assertThat(share).isBetween(9_500, 10_500);
        }
    }

    @Test
    void partsHaveEveryEventOnceWhereItBelongsInItsOrder() {
        Spread spread = new Spread(4);
        List<Event> events = Bodies.events(0, 100);
        Map<Integer, IntakeRecord> parts =
                spread.parts(new IntakeRecord(Bodies.TENANT, "http", Bodies.NOW, events, List.of(), false));
        List<Event> together = new ArrayList<>();
        parts.forEach((partition, part) -> {
            assertThat(part.events())
                    .allMatch(event -> spread.partitionOf(event.tenant(), event.id()) == partition)
                    .isSortedAccordingTo((one, other) -> Integer.compare(events.indexOf(one), events.indexOf(other)));
            together.addAll(part.events());
        });
        assertThat(together).containsExactlyInAnyOrderElementsOf(events);
    }
}
