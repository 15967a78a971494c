package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.FieldLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the timestamps of one body right, as Segment does: {@code timestamp = received_at - (sent_at - timestamp)}. What the
 * client's clock shows does not matter then, only how much time passed on it.
 *
 * <p>It never costs an event: where the time of sending cannot be read, lies before the event, or would move an event out of the
 * range that is taken, the timestamp stays as sent, and this is counted.
 */
final class ClockCorrection {

    /** An event may seem to be a little later than its sending, as where one of the two was rounded. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Instant receivedAt;
    private final @Nullable Value besideBody;
    private @Nullable Value ofBatch;
    private int uncorrected;
    private @Nullable String firstReason;

    /** @param sentAt of the body as a whole; what is in the body counts more */
    ClockCorrection(Instant receivedAt, Optional<String> sentAt) {
        this.receivedAt = receivedAt;
        this.besideBody = sentAt.map(SentAt::of).orElse(null);
        this.ofBatch = besideBody;
    }

    /** From now on events belong to a batch that says so of its sending; null where it says nothing. */
    void enterBatch(@Nullable Value sentAt) {
        ofBatch = sentAt == null ? besideBody : sentAt;
    }

    void leaveBatch() {
        ofBatch = besideBody;
    }

    /** When the batch at hand, or else the body, was sent, as the client said it. */
    Optional<String> sentAtOfBatch() {
        return Optional.ofNullable(ofBatch).map(Value::text);
    }

    /**
     * The right timestamp of an event; null where it is to stay as sent.
     *
     * @param own when the event says it was sent; null where it does not
     */
    @Nullable
    Instant correct(Instant timestamp, @Nullable Value own) {
        Value said = own == null ? ofBatch : own;
        if (said == null) {
            return null;
        }
        Instant sentAt;
        try {
            sentAt = Timestamps.parse(said);
        } catch (InvalidEventException e) {
            return keep("sent_at is '" + shown(said.text())
                    + "', expected ISO 8601 as in 2024-01-15T10:30:00Z, or seconds or milliseconds since 1970");
        }
        Duration age = Duration.between(timestamp, sentAt);
        if (age.plus(TOLERANCE).isNegative()) {
            return keep(
                    "sent_at is " + sentAt + ", expected no earlier than the event's timestamp, which is " + timestamp);
        }
        Instant corrected = receivedAt.minus(age);
        if (FieldLimits.checkTimestamp(corrected, receivedAt).isPresent()) {
            return keep("by sent_at, " + sentAt + ", the event of " + timestamp + " would have happened at " + corrected
                    + ", which is out of range");
        }
        return corrected;
    }

    private @Nullable Instant keep(String reason) {
        uncorrected++;
        if (firstReason == null) {
            firstReason = reason;
        }
        return null;
    }

    /** What could not be corrected so far. */
    Optional<Uncorrected> uncorrected() {
        return firstReason == null ? Optional.empty() : Optional.of(new Uncorrected(uncorrected, firstReason));
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
