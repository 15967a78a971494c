package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardedEventWriterTest {

    private final List<Event> first = new ArrayList<>();
    private final List<Event> second = new ArrayList<>();
    private final List<Event> batch =
            IntStream.range(0, 40).mapToObj(ShardedEventWriterTest::event).toList();

    @Test
    void eachTenantIsWrittenToItsShard() {
        writer(batch1 -> first.addAll(batch1.events())).append(new EventBatch(batch));
        assertThat(first)
                .allMatch(event -> ShardedStorage.shardOf(event.tenant(), 2) == 0)
                .isNotEmpty();
        assertThat(second)
                .allMatch(event -> ShardedStorage.shardOf(event.tenant(), 2) == 1)
                .isNotEmpty();
        assertThat(first.size() + second.size()).isEqualTo(batch.size());
    }

    /** As the delivery does with a batch that is refused. */
    @Test
    void whatAShardStoredOfARefusedBatchIsNotStoredAgainWhenTheBatchComesInParts() {
        EventWriter writer = writer(share -> {
            throw new StorageException(Category.REFUSED, "never", null);
        });
        assertThatThrownBy(() -> writer.append(new EventBatch(batch))).hasMessage("never");
        for (Event event : batch) {
            try {
                writer.append(new EventBatch(List.of(event)));
            } catch (StorageException refused) {
                first.add(event);
            }
        }
        assertThat(first).allMatch(event -> ShardedStorage.shardOf(event.tenant(), 2) == 0);
        assertThat(second).doesNotHaveDuplicates().hasSize(batch.size() - first.size());
    }

    @Test
    void aBatchThatOneShardRefusesAndAnotherCannotTakeNowIsTriedAgainFirst() {
        EventWriter writer = new ShardedEventWriter(List.of(
                share -> {
                    throw new StorageException(Category.REFUSED, "never", null);
                },
                share -> {
                    throw new StorageException(Category.UNAVAILABLE, "not now", null);
                }));
        assertThatThrownBy(() -> writer.append(new EventBatch(batch))).hasMessage("not now");
    }

    private EventWriter writer(EventWriter ofFirst) {
        return new ShardedEventWriter(List.of(ofFirst, share -> second.addAll(share.events())));
    }

    private static Event event(int number) {
        Instant timestamp = Instant.parse("2026-03-31T00:00:00Z").plusSeconds(number);
        return Event.builder(new TenantId("tenant-" + number % 10))
                .set(Field.EVENT_ID, new UUID(1, number))
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .set(Field.EVENT_TYPE, "page_view")
                .build();
    }
}
