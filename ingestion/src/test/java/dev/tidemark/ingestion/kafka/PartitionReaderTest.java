package dev.tidemark.ingestion.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.LogRecord;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeObserver;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PartitionReaderTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final List<String> asked = new ArrayList<>();
    private final List<IntakeRecord> takenIn = new ArrayList<>();
    private AppendResult answer = new AppendResult.Appended(0);
    private final PartitionReader reader =
            new PartitionReader(3, new Beginning.Start(100, ""), new Asked(), foreign()::pass);

    @Test
    void recordsAreReadInOrderAndSavedByOffset() {
        reader.offer(List.of(own(100, "a"), own(101, "b"), own(105, "c")));
        assertThat(texts(reader.read(1000, AT_ONCE))).containsExactly("a", "b", "c");
        assertThat(reader.position()).isEqualTo(106);
        assertThat(reader.saved()).isEqualTo(100);
        reader.save(106);
        assertThat(reader.saved()).isEqualTo(106);
        assertThat(asked).containsExactly("commit 3 106");
    }

    @Test
    void aPartitionOfAnotherProcessIsNotSaved() {
        reader.offer(List.of(own(100, "a")));
        reader.read(1000, AT_ONCE);
        reader.lose();
        assertThatThrownBy(() -> reader.save(101)).isInstanceOf(UncheckedIOException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsFetchedBeforeAStepBackIsDropped() {
        reader.offer(List.of(own(100, "a"), own(101, "b")));
        reader.read(0, AT_ONCE);
        reader.rewind();
        reader.offer(List.of(own(102, "fetched before the consumer heard of it")));
        assertThat(reader.read(1000, AT_ONCE)).isEmpty();
        assertThat(asked).containsExactly("seek 3 100");
    }

    @Test
    void itIsFullUntilHalfIsRead() {
        byte[] large = new byte[5 << 20];
        assertThat(reader.offer(List.of(own(100, large)))).isTrue();
        assertThat(reader.offer(List.of(own(101, large)))).isFalse();
        reader.read(0, AT_ONCE);
        assertThat(reader.hasRoom()).isFalse();
        reader.read(0, AT_ONCE);
        assertThat(reader.hasRoom()).isTrue();
    }

    @Test
    void whatOthersProducedIsTakenInBeforeItIsPassed() {
        answer = new AppendResult.Refused(AppendResult.Reason.UNCONFIRMED, "no broker", Duration.ofSeconds(1));
        reader.offer(List.of(own(100, "a"), others(101, "{\"tenant_id\":\"acme\",\"event_type\":\"x\"}")));
        assertThatThrownBy(() -> reader.read(1000, AT_ONCE)).hasMessageContaining("no broker");
        assertThat(reader.position()).isEqualTo(100);
        answer = new AppendResult.Appended(0);
        assertThat(texts(reader.read(1000, AT_ONCE))).containsExactly("a");
        assertThat(reader.position()).isEqualTo(102);
        assertThat(takenIn).hasSize(2);
        assertThat(takenIn.getFirst().events().getFirst().id())
                .as("the id of an event that is taken in again")
                .isEqualTo(takenIn.getLast().events().getFirst().id());
    }

    @Test
    void whatIsNotedIsSavedWithEachOffset() {
        reader.note("half");
        reader.save(reader.saved());
        reader.offer(List.of(own(100, "a")));
        reader.read(1000, AT_ONCE);
        reader.save(101);
        assertThat(asked).containsExactly("commit 3 100 half", "commit 3 101 half");
    }

    @Test
    void aMirrorPassesWhatOthersProducedOnlyBehindThePrimary() {
        long[] primary = {101};
        PartitionReader ofMirror = new PartitionReader(
                3, new Beginning.Start(100, ""), new Asked(), new BehindPrimary(partition -> primary[0]));
        ofMirror.offer(List.of(own(100, "a"), others(101, "{}"), own(102, "b")));
        assertThat(texts(ofMirror.read(1000, AT_ONCE))).containsExactly("a");
        assertThat(ofMirror.read(1000, AT_ONCE)).isEmpty();
        assertThat(ofMirror.position()).isEqualTo(101);
        primary[0] = 102;
        assertThat(texts(ofMirror.read(1000, AT_ONCE))).containsExactly("b");
        assertThat(ofMirror.position()).isEqualTo(103);
        assertThat(takenIn).isEmpty();
    }

    private ForeignRecords foreign() {
        RecordIds ids = new RecordIds();
        EventIntake intake = new EventIntake(
                new EventDecoder(DecoderLimits.DEFAULT, ids, EventCheck.NONE),
                this::append,
                100,
                Admission.byMemory(Clock.systemUTC()),
                IntakeObserver.NONE,
                Clock.systemUTC(),
                Runnable::run);
        return new ForeignRecords(intake, ids, this::append, Optional.empty(), new TenantId("acme")::equals);
    }

    private CompletionStage<AppendResult> append(IntakeRecord record) {
        takenIn.add(record);
        return CompletableFuture.completedFuture(answer);
    }

    private static ConsumerRecord<byte[], byte[]> own(long offset, String text) {
        return own(offset, text.getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> own(long offset, byte[] bytes) {
        ConsumerRecord<byte[], byte[]> record = record(offset, bytes);
        for (Header header : Headers.of(false)) {
            record.headers().add(header);
        }
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> others(long offset, String json) {
        return record(offset, json.getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] bytes) {
        return new ConsumerRecord<>(
                "events",
                3,
                offset,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream().map(record -> new String(record.bytes(), UTF_8)).toList();
    }

    private final class Asked implements PartitionReader.Offsets {
        @Override
        public void commit(int partition, long offset, String note, Runnable check) throws IOException {
            try {
                check.run();
            } catch (IllegalStateException e) {
                throw new IOException(e);
            }
            asked.add("commit " + partition + " " + offset + (note.isEmpty() ? "" : " " + note));
        }

        @Override
        public void seek(int partition, long offset, Runnable done) {
            asked.add("seek " + partition + " " + offset);
        }
    }
}
