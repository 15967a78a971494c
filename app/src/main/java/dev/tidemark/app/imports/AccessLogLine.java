package dev.tidemark.app.imports;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of an access log, taken apart and unescaped. What the log marks as absent with a dash is empty.
 *
 * @param address the client's address or host name; personal, never to leave the importer
 * @param time as logged, between the brackets
 * @param request the request line: method, target, protocol; anything at all from a client that speaks no HTTP
 * @param status 0 where the log has none
 * @param seconds the time taken, where a number with three decimals follows the user agent, as nginx writes {@code $request_time}
 */
record AccessLogLine(
        String address,
        String time,
        String request,
        int status,
        OptionalLong bytes,
        String referrer,
        String userAgent,
        Optional<String> seconds) {

    /** Takes a line apart; empty if it is none of an access log. */
    static Optional<AccessLogLine> parse(String line) {
        return new AccessLogParser(line).parse();
    }
}
