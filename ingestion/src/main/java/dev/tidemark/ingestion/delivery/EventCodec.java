package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A body's events and dead letters as bytes of the event log, so that one append makes both durable or neither.
 *
 * <pre>
 * version | tenant | source | received at | dead letters: count, [id], (index, code, message, raw)… | events: count, event…
 * event     count of fields, (code of the field, value)…, count of properties, (key, value)…
 * </pre>
 *
 * Fields are named by their codes in the catalogue, which never change, so that logs written before the catalogue grew stay readable. What the record says
 * once (tenant, time of receipt) or what is derived (actor) is not repeated. Times are relative to the time of receipt.
 */
public final class EventCodec {
    private static final int VERSION = 1;
    private static final Set<Field> NOT_WRITTEN = EnumSet.of(Field.TENANT_ID, Field.ACTOR_ID);
    private static final Field[] WRITTEN = Arrays.stream(Field.values())
            .filter(field -> !NOT_WRITTEN.contains(field))
            .toArray(Field[]::new);
    private static final @Nullable Field[] BY_CODE = byCode();

    /** What a body brought as one record. Whether somebody waits for it is not in there. */
    public byte[] encode(IntakeRecord intake) {
        RecordOutput output = new RecordOutput();
        output.putByte(VERSION);
        output.putText(intake.tenant().value());
        output.putText(intake.source());
        output.putSigned(intake.receivedAt().toEpochMilli());
        putRejections(output, intake.rejections());
        output.putNumber(intake.events().size());
        intake.events().forEach(event -> putEvent(output, event, intake.receivedAt()));
        return output.toBytes();
    }

    private static void putRejections(RecordOutput output, List<Rejection> rejections) {
        output.putNumber(rejections.size());
        if (!rejections.isEmpty()) {
            output.putId(UUID.randomUUID());
        }
        for (Rejection rejection : rejections) {
            output.putNumber(rejection.index());
            output.putText(rejection.violation().code().name());
            output.putText(rejection.violation().message());
            output.putText(rejection.raw());
        }
    }

    private static void putEvent(RecordOutput output, Event event, Instant receivedAt) {
        int fields = 0;
        for (Field field : WRITTEN) {
            fields += isWritten(field, event.value(field), receivedAt) ? 1 : 0;
        }
        output.putNumber(fields);
        for (Field field : WRITTEN) {
            Object value = event.value(field);
            if (value != null && isWritten(field, value, receivedAt)) {
                output.putNumber(field.code());
                putValue(output, field, value, receivedAt);
            }
        }
        output.putNumber(event.properties().size());
        event.properties().forEach((key, value) -> {
            output.putText(key);
            output.putText(value);
        });
    }

    private static boolean isWritten(Field field, @Nullable Object value, Instant receivedAt) {
        return value != null && !(field == Field.RECEIVED_AT && value.equals(receivedAt));
    }

    private static void putValue(RecordOutput output, Field field, Object value, Instant receivedAt) {
        switch (field.type()) {
            case TEXT -> output.putText((String) value);
            case INSTANT -> output.putSigned(((Instant) value).toEpochMilli() - receivedAt.toEpochMilli());
            case INTEGER -> output.putNumber((Long) value);
            case DECIMAL ->
                output.putSigned(((BigDecimal) value).unscaledValue().longValueExact());
            case FLOAT -> output.putFixed(Double.doubleToRawLongBits((Double) value));
            case IDENTIFIER -> output.putId((UUID) value);
        }
    }

    /**
     * @param recent shared by records that one thread decodes one after the other
     * @throws UnreadableRecordException if this release does not know how
     */
    LoggedIntake decode(byte[] record, RecentTexts recent) {
        RecordInput input = new RecordInput(record, recent);
        Head head = head(input);
        List<DeadLetter> deadLetters = deadLetters(input, head);
        int count = input.getCount();
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(input, head));
        }
        return new LoggedIntake(head.tenant(), head.source(), head.receivedAt(), deadLetters, events);
    }

    /** Only the dead letters, without looking at the events. */
    List<DeadLetter> deadLetters(byte[] record, RecentTexts recent) {
        RecordInput input = new RecordInput(record, recent);
        return deadLetters(input, head(input));
    }

    private record Head(TenantId tenant, String source, Instant receivedAt) {}

    private static Head head(RecordInput input) {
        int version = input.getByte();
        if (version != VERSION) {
            throw new UnreadableRecordException("it has version %d, expected %d".formatted(version, VERSION));
        }
        return new Head(new TenantId(input.getText()), input.getText(), Instant.ofEpochMilli(input.getSigned()));
    }

    private static List<DeadLetter> deadLetters(RecordInput input, Head head) {
        int count = input.getCount();
        if (count == 0) {
            return List.of();
        }
        UUID first = input.getId();
        List<DeadLetter> letters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long index = input.getNumber();
            UUID id = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + index);
            Violation violation = new Violation(RejectionCode.valueOf(input.getText()), input.getText());
            letters.add(
                    new DeadLetter(id, head.tenant(), head.receivedAt(), head.source(), violation, input.getText()));
        }
        return letters;
    }

    private static Event event(RecordInput input, Head head) {
        Event.Builder builder = Event.builder(head.tenant()).set(Field.RECEIVED_AT, head.receivedAt());
        int fields = input.getCount();
        for (int i = 0; i < fields; i++) {
            Field field = field(input.getNumber());
            builder.set(field, value(input, field, head.receivedAt()));
        }
        int properties = input.getCount();
        for (int i = 0; i < properties; i++) {
            builder.property(input.getText(), input.getText());
        }
        return builder.build();
    }

    private static Field field(long code) {
        Field field = code < 0 || code >= BY_CODE.length ? null : BY_CODE[(int) code];
        if (field == null) {
            throw new UnreadableRecordException("field %d is not in the catalogue".formatted(code));
        }
        return field;
    }

    private static Object value(RecordInput input, Field field, Instant receivedAt) {
        return switch (field.type()) {
            case TEXT -> input.getText();
            case INSTANT -> receivedAt.plusMillis(input.getSigned());
            case INTEGER -> input.getNumber();
            case DECIMAL -> new BigDecimal(BigInteger.valueOf(input.getSigned()), FieldLimits.DECIMAL_SCALE);
            case FLOAT -> Double.longBitsToDouble(input.getFixed());
            case IDENTIFIER -> input.getId();
        };
    }

    private static @Nullable Field[] byCode() {
        int highest = Arrays.stream(Field.values()).mapToInt(Field::code).max().orElse(0);
        @Nullable Field[] fields = new @Nullable Field[highest + 1];
        for (Field field : Field.values()) {
            fields[field.code()] = field;
        }
        return fields;
    }
}
