package dev.tidemark.domain.event;

import java.util.Locale;

/** Why an event was not accepted. The labels are part of the API: clients branch on them, metrics are labelled by them. */
public enum RejectionCode {
    /** The text is no JSON, or no JSON object. */
    UNREADABLE,
    /** A required field is absent. */
    MISSING_FIELD,
    /** A value's type is not the field's. */
    WRONG_TYPE,
    /** A text has too many characters. */
    TOO_LONG,
    /** A number is negative, not finite, or has more digits than the field holds. */
    OUT_OF_RANGE,
    /** The timestamp is no date and time. */
    INVALID_TIMESTAMP,
    /** The timestamp is more than 24 hours ahead of the server's clock. */
    FUTURE_TIMESTAMP,
    /** The timestamp is before the year 2000. */
    ANCIENT_TIMESTAMP,
    /** The timestamp is longer ago than this server keeps events of the type. */
    EXPIRED,
    /** The event names another tenant than the key's. */
    FOREIGN_TENANT,
    /** More than 256 properties, or more than 64 KiB of them. */
    TOO_MANY_PROPERTIES,
    /** The event as a whole is longer than the server takes. */
    TOO_LARGE,
    /** A rule that the operator configured for this event type is not met. */
    RULE_VIOLATED,
    /** The store refused the event for its data. */
    REFUSED_BY_STORE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
