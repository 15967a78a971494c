package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what the events of one body turn out to be, and counts them. */
final class Collector {

    private final byte[] body;
    private final DecoderLimits limits;
    private final Supplier<Draft> drafts;
    private final ClockCorrection clock;
    private final EventCheck check;
    private final List<Event> events = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    Collector(byte[] body, DecoderLimits limits, Supplier<Draft> drafts, ClockCorrection clock, EventCheck check) {
        this.body = body;
        this.limits = limits;
        this.drafts = drafts;
        this.clock = clock;
        this.check = check;
    }

    Draft draft() {
        return drafts.get();
    }

    ClockCorrection clock() {
        return clock;
    }

    boolean isTooLarge(int bytes) {
        return bytes > limits.maxEventBytes();
    }

    /** Whether there are more events than are taken at once; nothing more needs to be read then. */
    boolean overflows() {
        return events.size() + rejections.size() > limits.maxEvents();
    }

    /** Takes the next event, whose text lies at {@code from} to {@code to} of the body. */
    void take(Event event, int from, int to) {
        if (isTooLarge(to - from)) {
            rejectTooLarge(from, to);
            return;
        }
        Optional<Violation> violation = check.check(event);
        if (violation.isPresent()) {
            reject(violation.get(), from, to);
        } else {
            events.add(event);
        }
    }

    /** Takes the next event, which is not acceptable. */
    void reject(Violation violation, int from, int to) {
        String raw = new String(body, from, Math.min(to - from, limits.maxEventBytes()), UTF_8);
        boolean isObject = violation.code() != RejectionCode.UNREADABLE && raw.startsWith("{");
        rejections.add(new Rejection(
                events.size() + rejections.size(),
                violation,
                isObject
                        ? clock.sentAtOfBatch()
                                .map(sentAt -> dated(raw, sentAt))
                                .orElse(raw)
                        : raw));
    }

    /** An event of a batch as it would have to be sent alone; what it says itself comes later, and counts. */
    private static String dated(String raw, String sentAt) {
        boolean isEmpty = raw.substring(1).stripLeading().startsWith("}");
        return "{\"sent_at\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(sentAt)) + "\""
                + (isEmpty ? "" : ",") + raw.substring(1);
    }

    void rejectTooLarge(int from, int to) {
        reject(
                new Violation(
                        RejectionCode.TOO_LARGE,
                        "the event has " + (to - from) + " bytes, expected at most " + limits.maxEventBytes()),
                from,
                to);
    }

    Decoded decoded() {
        return overflows()
                ? new Decoded.TooMany(limits.maxEvents())
                : new Decoded.Events(events, rejections, clock.uncorrected());
    }
}
