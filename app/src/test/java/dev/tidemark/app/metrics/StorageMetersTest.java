package dev.tidemark.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.testkit.ReferenceStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StorageMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReferenceStorage storage = new ReferenceStorage();
    private final StorageMeters meters = new StorageMeters(Stores.only(storage), registry);

    @Test
    void theSizeOfEachTableIsShownAndWhatTheStoreDoesNotTellIsLeftOut() {
        storage.eventWriter().append(new EventBatch(List.of(event())));
        meters.refresh();
        assertThat(registry.get("tidemark.storage.table.rows")
                        .tag("table", "events")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.find("tidemark.storage.table.parts").gauge()).isNull();
        assertThat(registry.get("tidemark.storage.running").gauge().value()).isZero();
    }

    private static Event event() {
        Instant timestamp = Instant.parse("2026-03-01T00:00:00Z");
        return Event.builder(new TenantId("acme"))
                .set(Field.EVENT_ID, new UUID(1, 1))
                .set(Field.EVENT_TYPE, "page_view")
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .build();
    }
}
