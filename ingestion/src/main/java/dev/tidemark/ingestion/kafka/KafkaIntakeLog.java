package dev.tidemark.ingestion.kafka;

import dev.tidemark.domain.event.Event;
import dev.tidemark.ingestion.delivery.EventCodec;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends the parts of a body to their partitions and tells what became of them once all replicas in sync have all of them, or one part cannot be sent. Where some parts arrived and others did not, the client is told to
 * send the body again: what arrived is known by its ids then.
 */
final class KafkaIntakeLog implements IntakeLog, AutoCloseable {
    private static final int RECORD_BYTES = 900 << 10;

    private final Producer<byte[], byte[]> producer;
    private final KafkaSettings settings;
    private final Spread spread;
    private final Awaited awaited;
    private final Supplier<Optional<String>> trouble;
    private final LogObserver observer;
    private final EventCodec codec = new EventCodec();

    KafkaIntakeLog(
            Producer<byte[], byte[]> producer,
            KafkaSettings settings,
            Spread spread,
            Awaited awaited,
            Supplier<Optional<String>> trouble,
            LogObserver observer) {
        this.producer = producer;
        this.settings = settings;
        this.spread = spread;
        this.awaited = awaited;
        this.trouble = trouble;
        this.observer = observer;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public CompletionStage<AppendResult> append(IntakeRecord intake) {
        List<ProducerRecord<byte[], byte[]>> records = records(intake);
        Confirmation confirmation = new Confirmation(
                settings.topic(), records.size(), intake.awaited() ? awaited : null, trouble, observer);
        for (ProducerRecord<byte[], byte[]> record : records) {
            try {
                producer.send(record, confirmation::done);
            } catch (KafkaException | IllegalStateException e) {
                confirmation.notSent(record, e);
            }
        }
        return confirmation.result();
    }

    private List<ProducerRecord<byte[], byte[]>> records(IntakeRecord intake) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        spread.parts(intake).forEach((partition, part) -> add(part, partition, records));
        if (!intake.rejections().isEmpty()) {
            byte[] letters = codec.encode(intake.withoutEvents());
            records.add(record(settings.deadLetterTopic(), 0, intake, letters));
        }
        return records;
    }

    /** In halves where it would be more than brokers take. */
    private void add(IntakeRecord part, int partition, List<ProducerRecord<byte[], byte[]>> records) {
        byte[] bytes = codec.encode(part);
        List<Event> events = part.events();
        if (bytes.length > RECORD_BYTES && events.size() > 1) {
            int half = events.size() / 2;
            add(part.withOnly(events.subList(0, half)), partition, records);
            add(part.withOnly(events.subList(half, events.size())), partition, records);
        } else {
            records.add(record(settings.topic(), partition, part, bytes));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, IntakeRecord intake, byte[] bytes) {
        return new ProducerRecord<>(
                topic, partition, intake.receivedAt().toEpochMilli(), null, bytes, Headers.of(intake.awaited()));
    }

    /** Sends what is on its way, then closes. */
    @Override
    public void close() {
        producer.close(settings.producing().timeout().plus(Duration.ofSeconds(1)));
    }
}
