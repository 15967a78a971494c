package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;

/** Ends the reading of one event. Never leaves the package, and carries no stack trace: bad events are everyday, bodies full of them too. */
final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    InvalidEventException(Violation violation) {
        super(violation.message(), null, false, false);
        this.violation = violation;
    }

    InvalidEventException(RejectionCode code, String message) {
        this(new Violation(code, message));
    }

    Violation violation() {
        return violation;
    }
}
