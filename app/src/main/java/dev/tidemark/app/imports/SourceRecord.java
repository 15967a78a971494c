package dev.tidemark.app.imports;

import java.time.Instant;
import java.util.UUID;

/** One record of an input: a line, or a CSV row with line breaks inside its quotes. */
public interface SourceRecord {

    /** Where it starts in the input, from 1. */
    long line();

    /** What it says. Records that say the same have the same content, wherever they stand. */
    byte[] content();

    /** How it is written to a file of rejected records, without the line's end, so that this file can be imported in turn. */
    byte[] text();

    /**
     * The event that it tells of.
     *
     * @param id the event's id, unless the record brings its own
     * @param firstRead when this record was first read; the event's timestamp where the record has none
     */
    Conversion convert(UUID id, Instant firstRead);
}
