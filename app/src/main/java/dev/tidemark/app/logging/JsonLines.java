package dev.tidemark.app.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/** One JSON object per line, with the time as RFC 3339 where logback would write milliseconds of the epoch. */
final class JsonLines extends JsonEncoder {
    JsonLines() {
        setWithTimestamp(false);
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        appendValueSeparator(line, true);
        appenderMember(line, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    }
}
