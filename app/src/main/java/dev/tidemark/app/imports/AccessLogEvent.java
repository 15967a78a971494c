package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidemark.app.imports.UserAgents.Software;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes a {@code request} event of a line of an access log. Of the client's address only a keyed hash goes into it. */
final class AccessLogEvent {
    private static final String TYPE = "request";
    private static final String USER_AGENT = "properties.user_agent";
    private static final int LONGEST_USER_AGENT = 512;

    /** More than servers take by default. What a broken log has beyond it is not looked at. */
    private static final int LONGEST_REQUEST = 16_384;

    private static final DateTimeFormatter LOGGED =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final Clients clients;
    private final UserAgents userAgents;
    private final Constants constants;

    AccessLogEvent(Clients clients, UserAgents userAgents, Constants constants) {
        this.clients = clients;
        this.userAgents = userAgents;
        this.constants = constants;
    }

    Conversion of(byte[] line, UUID id) {
        String text = Escapes.utf8(line).orElseGet(() -> new String(line, ISO_8859_1));
        return AccessLogLine.parse(text)
                .map(parsed -> of(parsed, id))
                .orElseGet(() -> new Conversion.Refused(
                        RejectionCode.UNREADABLE,
                        "the line is none of an access log, expected: address - user [time] \"request\" status bytes"));
    }

    private Conversion of(AccessLogLine line, UUID id) {
        return time(line.time())
                .<Conversion>map(
                        time -> new Conversion.Event(draft(line, time, id).json()))
                .orElseGet(() -> new Conversion.Refused(
                        RejectionCode.INVALID_TIMESTAMP,
                        "the time in brackets cannot be read, expected the form [17/May/2015:10:05:03 +0000]"));
    }

    private Draft draft(AccessLogLine line, OffsetDateTime time, UUID id) {
        var draft = new Draft()
                .put(Field.EVENT_ID, id.toString())
                .put(Field.EVENT_TYPE, TYPE)
                .put(Field.TIMESTAMP, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time))
                .put(Field.ANONYMOUS_ID, clients.anonymousId(line.address()))
                .put(Field.REFERRER, bounded(line.referrer(), Field.REFERRER.limit()));
        RequestLine.parse(bounded(line.request(), LONGEST_REQUEST))
                .ifPresent(request -> draft.put(Field.METHOD, request.method())
                        .put(Field.ENDPOINT, bounded(request.endpoint(), Field.ENDPOINT.limit())));
        if (line.status() > 0) {
            draft.put(Field.STATUS_CODE, Integer.toString(line.status()));
        }
        line.bytes().ifPresent(bytes -> draft.put(Field.BYTES, Long.toString(bytes)));
        line.seconds().ifPresent(seconds -> draft.put(Field.DURATION_MS, milliseconds(seconds)));
        addSoftware(draft, line.userAgent());
        constants.addTo(draft, draft.names());
        return draft;
    }

    private void addSoftware(Draft draft, String userAgent) {
        if (!userAgent.isEmpty()) {
            Software software = userAgents.of(userAgent);
            draft.put(Field.BROWSER, bounded(software.browser(), Field.BROWSER.limit()))
                    .put(Field.OS, bounded(software.os(), Field.OS.limit()))
                    .put(Field.OS_VERSION, bounded(software.osVersion(), Field.OS_VERSION.limit()))
                    .put(USER_AGENT, bounded(userAgent, LONGEST_USER_AGENT));
        }
    }

    private static String milliseconds(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).toPlainString();
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            boolean iso = text.startsWith("T", 10);
            return Optional.of(iso ? OffsetDateTime.parse(text) : OffsetDateTime.parse(text, LOGGED));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Cut at so many characters: the request counts, however long an attacker made its target. */
    private static String bounded(String text, int limit) {
        if (text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit));
    }
}
