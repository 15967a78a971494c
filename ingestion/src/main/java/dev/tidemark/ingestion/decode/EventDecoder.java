package dev.tidemark.ingestion.decode;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Turns bodies into events. Takes any bytes whatever without failing. Safe for many threads. */
public final class EventDecoder {

    private static final Utf8Json JSON = new Utf8Json();

    private final DecoderLimits limits;
    private final Function<Instant, UUID> ids;
    private final EventCheck check;
    private final EventCheck checkOfStored;

    /**
     * Nothing more is asked of what was stored once.
     *
     * @param ids makes the id of an event that is sent without one
     * @param check asked for each event of a client that obeys the catalogue
     */
    public EventDecoder(DecoderLimits limits, Function<Instant, UUID> ids, EventCheck check) {
        this(limits, ids, check, EventCheck.NONE);
    }

    /** @param checkOfStored asked for each event of an export */
    public EventDecoder(DecoderLimits limits, Function<Instant, UUID> ids, EventCheck check, EventCheck checkOfStored) {
        this.limits = requireNonNull(limits, "limits is null");
        this.ids = requireNonNull(ids, "ids is null");
        this.check = requireNonNull(check, "check is null");
        this.checkOfStored = requireNonNull(checkOfStored, "checkOfStored is null");
    }

    /**
     * Decodes a body in UTF-8, with or without byte order mark.
     *
     * @param tenant whose events they are
     * @param now when the body was received, whole milliseconds
     */
    public Decoded decode(byte[] body, BodyFormat format, TenantId tenant, Instant now) {
        return decode(body, format, tenant, now, Optional.empty());
    }

    /**
     * Decodes a body in UTF-8, with or without byte order mark.
     *
     * @param tenant whose events they are
     * @param now when the body was received, whole milliseconds
     * @param sentAt when its client says it was sent, by the clock its timestamps are of; what the body says itself counts more
     */
    public Decoded decode(byte[] body, BodyFormat format, TenantId tenant, Instant now, Optional<String> sentAt) {
        EventCheck asked = format == BodyFormat.STORED ? checkOfStored : check;
        ClockCorrection clock = new ClockCorrection(now, sentAt);
        Collector collector = new Collector(body, limits, () -> new Draft(tenant, now, clock, ids), clock, asked);
        int start = Encoding.start(body);
        if (isBlank(body, start)) {
            return new Decoded.Unreadable(
                    "the body is empty, expected a JSON object, an array of them, a batch, or one to a line", 1, 1, 0);
        }
        if (Encoding.isWide(body, start)) {
            return new Decoded.Unreadable(
                    "the body is in UTF-16 or UTF-32, or no text at all; expected JSON in UTF-8", 1, 1, 0);
        }
        if (format == BodyFormat.STORED) {
            Lines.read(JSON, body, start, collector, (parser, from) -> StoredEventReader.read(parser, tenant));
            return collector.decoded();
        }
        if (format == BodyFormat.LINES || Lines.areIn(JSON, body, start)) {
            Lines.read(JSON, body, start, collector, (parser, from) -> new EventReader(body, from, parser)
                    .read(collector.draft()));
            return collector.decoded();
        }
        return JsonBody.read(JSON, body, start, collector);
    }

    private static boolean isBlank(byte[] body, int start) {
        for (int i = start; i < body.length; i++) {
            if (!CompactJson.isSpace(body[i])) {
                return false;
            }
        }
        return true;
    }

    static Violation unreadable(String message) {
        return new Violation(RejectionCode.UNREADABLE, message);
    }
}
