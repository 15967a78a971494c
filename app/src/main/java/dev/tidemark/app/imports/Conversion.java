package dev.tidemark.app.imports;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.RejectionCode;

/** What became of a record. */
public sealed interface Conversion {

    /** An event to send: one line of JSON without its end. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Event(byte[] json) implements Conversion {
        public Event {
            requireNonNull(json, "json is null");
        }
    }

    /** No event can be made of it. The message never quotes the record: a log line holds an address. */
    record Refused(RejectionCode code, String message) implements Conversion {
        public Refused {
            requireNonNull(code, "code is null");
            requireNonNull(message, "message is null");
        }
    }
}
