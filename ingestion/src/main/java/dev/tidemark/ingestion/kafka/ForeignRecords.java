package dev.tidemark.ingestion.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeLog;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import dev.tidemark.ingestion.pipeline.IntakeResult;
import dev.tidemark.ingestion.pipeline.Submission;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in what others produce to the topic: JSON as {@code POST /v1/events} takes it, checked like it, and appended to the log again, to the partitions where its events belong. What is no event becomes a dead letter. A record
 * that is read twice makes the same events: one without an id gets it from where the record is.
 */
public final class ForeignRecords {
    private static final String SOURCE = "kafka";

    /** Whose dead letters are what names no tenant. */
    public static final TenantId NOBODY = new TenantId("kafka");

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_RAW_BYTES = 1 << 20;

    private final EventIntake intake;
    private final RecordIds ids;
    private final IntakeLog log;
    private final Optional<TenantId> otherwise;
    private final Predicate<TenantId> isKnown;

    /**
     * @param intake makes ids by {@code ids}
     * @param log of the intake
     * @param otherwise whose the events are that name no tenant
     */
    public ForeignRecords(
            EventIntake intake,
            RecordIds ids,
            IntakeLog log,
            Optional<TenantId> otherwise,
            Predicate<TenantId> isKnown) {
        this.intake = requireNonNull(intake, "intake is null");
        this.ids = requireNonNull(ids, "ids is null");
        this.log = requireNonNull(log, "log is null");
        this.otherwise = requireNonNull(otherwise, "otherwise is null");
        this.isKnown = requireNonNull(isKnown, "isKnown is null");
    }

    /**
     * Takes those in that others produced, and returns when all of them are durable where they belong: then all may be passed.
     *
     * @throws KafkaLogException if that cannot be now; to be called again with the same records
     */
    int pass(List<ConsumerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<Optional<String>>> obstacles = new ArrayList<>();
        records.stream().filter(record -> !Headers.isOwn(record)).forEach(record -> obstacles.add(take(record)));
        for (CompletableFuture<Optional<String>> obstacle : obstacles) {
            obstacle.join().ifPresent(message -> {
                throw new KafkaLogException("events that others produced wait: " + message, null);
            });
        }
        return records.size();
    }

    /** Completes with what stands in the way. */
    private CompletableFuture<Optional<String>> take(ConsumerRecord<byte[], byte[]> record) {
        byte[] body = record.value() == null ? new byte[0] : record.value();
        TenantId tenant;
        try {
            tenant = tenant(record, body);
        } catch (IllegalArgumentException e) {
            return keep(record, body, NOBODY, foreign(String.valueOf(e.getMessage())));
        }
        if (!isKnown.test(tenant)) {
            return keep(
                    record,
                    body,
                    tenant,
                    foreign("tenant_id is '" + tenant
                            + "', expected a tenant that is registered here; register it, and replay this letter"));
        }
        ids.begin(record.topic(), record.partition(), record.offset());
        return intake.take(new Submission(tenant, SOURCE, BodyFormat.DETECT, body))
                .toCompletableFuture()
                .thenCompose(result -> switch (result) {
                    case IntakeResult.Taken taken -> CompletableFuture.completedFuture(Optional.<String>empty());
                    case IntakeResult.Unreadable(String message) ->
                        keep(record, body, tenant, new Violation(RejectionCode.UNREADABLE, message));
                    case IntakeResult.TooLarge(String message) ->
                        keep(record, body, tenant, new Violation(RejectionCode.TOO_LARGE, message));
                    case IntakeResult.Limited limited ->
                        CompletableFuture.completedFuture(Optional.of(limited.message()));
                    case IntakeResult.Unavailable unavailable ->
                        CompletableFuture.completedFuture(Optional.of(unavailable.message()));
                });
    }

    private CompletableFuture<Optional<String>> keep(
            ConsumerRecord<byte[], byte[]> record, byte[] body, TenantId tenant, Violation violation) {
        String raw = new String(body, 0, Math.min(body.length, MOST_RAW_BYTES), UTF_8);
        IntakeRecord letter = new IntakeRecord(
                tenant,
                SOURCE,
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                List.of(),
                List.of(new Rejection(0, violation, raw)),
                false);
        return log.append(letter).toCompletableFuture().thenApply(result -> switch (result) {
            case AppendResult.Appended appended -> Optional.empty();
            case AppendResult.Refused refused -> Optional.of(refused.message());
        });
    }

    /** Of the header, else of the event, else the one of the settings. */
    private TenantId tenant(ConsumerRecord<byte[], byte[]> record, byte[] body) {
        return Headers.tenant(record)
                .or(() -> named(body))
                .map(TenantId::new)
                .or(() -> otherwise)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "the event names no tenant, expected one in its member tenant_id, in the record's header tenant, or in the setting KAFKA_TENANT"));
    }

    private static Violation foreign(String message) {
        return new Violation(RejectionCode.FOREIGN_TENANT, message);
    }

    /** What the event itself says; what cannot be read is found later, by who reads all of it. */
    private static Optional<String> named(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isTenant = parser.currentName().equals(Field.TENANT_ID.label());
                if (parser.nextToken() == JsonToken.VALUE_STRING && isTenant) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
