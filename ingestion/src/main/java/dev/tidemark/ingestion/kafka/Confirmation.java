package dev.tidemark.ingestion.kafka;

import static java.util.stream.Collectors.joining;

import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.AppendResult.Reason;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import dev.tidemark.ingestion.log.LogObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Gathers what became of the records of one body. */
final class Confirmation {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final String topic;
    private final CompletableFuture<AppendResult> result = new CompletableFuture<>();
    private final @Nullable Awaited awaited;
    private final Supplier<Optional<String>> trouble;
    private final LogObserver observer;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private int open;
    private boolean tooLarge;
    private @Nullable Exception failure;

    /**
     * @param topic of the events
     * @param awaited is told where the body's events are; null if nobody waits for it
     * @param trouble what is known to be wrong with the brokers, of which a producer says no more than that time is over
     */
    Confirmation(
            String topic,
            int records,
            @Nullable Awaited awaited,
            Supplier<Optional<String>> trouble,
            LogObserver observer) {
        this.topic = topic;
        this.open = records;
        this.awaited = awaited;
        this.trouble = trouble;
        this.observer = observer;
    }

    CompletionStage<AppendResult> result() {
        return result;
    }

    /** A record is in the log, or it is not known to be. As the producer calls back. */
    void done(@Nullable RecordMetadata metadata, @Nullable Exception problem) {
        if (problem == null && metadata != null) {
            note(metadata);
        } else {
            note(problem == null ? new IllegalStateException("the producer said nothing") : problem);
        }
    }

    /** The producer did not even take the record. */
    void notSent(ProducerRecord<byte[], byte[]> record, RuntimeException problem) {
        observer.trouble("a record for " + record.topic() + " could not be sent", problem);
        note(problem);
    }

    private void note(RecordMetadata metadata) {
        boolean last;
        synchronized (this) {
            if (metadata.topic().equals(topic)) {
                offsets.merge(metadata.partition(), metadata.offset(), Math::max);
            }
            last = --open == 0;
        }
        if (last) {
            finish();
        }
    }

    private void note(Exception problem) {
        boolean last;
        synchronized (this) {
            tooLarge |= problem instanceof RecordTooLargeException;
            failure = problem;
            last = --open == 0;
        }
        if (last) {
            finish();
        }
    }

    private void finish() {
        Exception problem = failure;
        if (problem == null) {
            result.complete(new Appended(awaited == null ? 0 : awaited.add(offsets)));
            return;
        }
        Refused refused = tooLarge
                ? new Refused(
                        Reason.TOO_LARGE, "An event is larger than Kafka takes: " + problem.getMessage(), Duration.ZERO)
                : new Refused(
                        Reason.UNCONFIRMED,
                        "Kafka did not confirm the events (" + reasons(problem)
                                + "). Some may be kept all the same; send them again with the same event_id, and each counts once.",
                        RETRY_AFTER);
        observer.refused(refused.reason());
        result.complete(refused);
    }

    private String reasons(Exception problem) {
        return Stream.concat(Stream.of(String.valueOf(problem.getMessage())), trouble.get().stream())
                .distinct()
                .collect(joining("; "));
    }
}
