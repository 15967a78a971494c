package dev.tidemark.ingestion.decode;

import java.util.Locale;
import java.util.Set;

/** How a body is divided into events. */
public enum BodyFormat {
    /** One JSON object to a line; a bad line rejects that line only. */
    LINES,
    /**
     * JSON: an object, an array of objects, or several of these one after the other. Read as {@link #LINES} if the first line
     * holds a whole object and is not the last: clients rarely label such bodies.
     */
    DETECT,
    /** One stored event to a line, exactly as {@link StoredEventWriter} writes it; it comes back as it was, with its time of receipt. */
    STORED;

    private static final Set<String> LINE_TYPES = Set.of("ndjson", "jsonl", "json-lines", "jsonlines");

    /** The format that a content type asks for; whatever is not known to mean lines is looked at. */
    public static BodyFormat ofContentType(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        String subtype = type.substring(type.indexOf('/') + 1);
        String plain = subtype.startsWith("x-") ? subtype.substring(2) : subtype;
        return LINE_TYPES.contains(plain) ? LINES : DETECT;
    }
}
