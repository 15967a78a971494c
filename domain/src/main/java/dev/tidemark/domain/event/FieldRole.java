package dev.tidemark.domain.event;

/** What a query may do with a field. */
public enum FieldRole {
    /** Group by it. */
    DIMENSION,
    /** Add it up, average it, take its percentiles. */
    MEASURE,
    /** Restrict events by it. */
    FILTER,
    /** Count its distinct values. */
    UNIQUE
}
