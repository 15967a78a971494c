package dev.tidemark.ingestion.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.kafka.Beginning.Start;
import dev.tidemark.ingestion.mirror.Progress;
import dev.tidemark.ingestion.mirror.ProgressText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MirrorBeginningTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 3);

    private final MirrorGroup mirror = new MirrorGroup("copy", "tidemark.copy", "b from a");
    private final List<Long> expired = new ArrayList<>();
    private OptionalLong primary = OptionalLong.of(70);

    @Test
    void itBeginsWhereThePrimaryIs() {
        assertThat(begin(Optional.empty(), 10)).isEqualTo(new Start(70, nothingTaken()));
    }

    @Test
    void itBeginsWithTheOldestRecordWhereThePrimaryHasNotBegunOrIsBehind() {
        assertThat(begin(Optional.empty(), 90)).isEqualTo(new Start(90, nothingTaken()));
        primary = OptionalLong.empty();
        assertThat(begin(Optional.empty(), 10)).isEqualTo(new Start(10, nothingTaken()));
    }

    @Test
    void itGoesOnWhereItLeftOff() {
        String half = ProgressText.of(half());
        assertThat(begin(Optional.of(new OffsetAndMetadata(20, half)), 20)).isEqualTo(new Start(20, half));
        assertThat(mirror.progress(half)).contains(half());
        assertThat(expired).isEmpty();
    }

    @Test
    void itBeginsAnewWhenItIsAboutOtherStores() {
        MirrorGroup other = new MirrorGroup("copy", "tidemark.copy", "c from a");
        String half = ProgressText.of(other.begin());
        for (String note : List.of(half, "", "what another program noted")) {
            assertThat(begin(Optional.of(new OffsetAndMetadata(20, note)), 10))
                    .isEqualTo(new Start(70, nothingTaken()));
        }
        assertThat(expired).isEmpty();
    }

    @Test
    void itTellsWhatWasDeletedUnreadAndBeginsAnew() {
        String half = ProgressText.of(half());
        assertThat(begin(Optional.of(new OffsetAndMetadata(20, half)), 60)).isEqualTo(new Start(70, nothingTaken()));
        assertThat(expired).containsExactly(40L);
    }

    /** Brokers refuse more than 4096 bytes. */
    @Test
    void whatIsNotedFitsBesideAnOffset() {
        MirrorGroup many = new MirrorGroup("copy", "tidemark.copy", "clickhouse http://a-host:8123 db, ".repeat(200));
        Progress.Place place = new Progress.Place(
                new TenantId("t".repeat(60)),
                Optional.of(new EventPosition(Instant.parse("2026-03-01T10:00:00.123456789Z"), new UUID(-1, -1))));
        assertThat(ProgressText.of(at(many, place, Long.MAX_VALUE))).hasSizeLessThan(1000);
    }

    private Start begin(Optional<OffsetAndMetadata> committed, long oldest) {
        GroupObserver observer = new GroupObserver() {
            @Override
            public void expired(String topic, int partition, long records) {
                expired.add(records);
            }
        };
        return new MirrorBeginning(mirror, partition -> partition == 3 ? primary : OptionalLong.empty(), observer)
                .from(PARTITION, committed, oldest);
    }

    private String nothingTaken() {
        return ProgressText.of(mirror.begin());
    }

    private Progress half() {
        return at(mirror, new Progress.Place(new TenantId("acme"), Optional.empty()), 5);
    }

    private static Progress at(MirrorGroup mirror, Progress.Place place, long events) {
        return new Progress(mirror.begin().stores(), false, Optional.of(place), events, events);
    }
}
