package dev.tidemark.app.settings;

/** Where accepted events are kept until every store has them. */
public enum LogType {
    /** Segment files in the data directory. */
    LOCAL,
    /** A topic, which several processes share. */
    KAFKA
}
