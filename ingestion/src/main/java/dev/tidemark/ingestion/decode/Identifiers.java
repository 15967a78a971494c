package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Ids of events as clients send them. */
final class Identifiers {

    private static final int LENGTH = 36;

    private Identifiers() {}

    /**
     * The UUID that a text writes in its usual form of 36 characters; of any other text the name-based UUID of version 3 (MD5) over
     * its UTF-8 bytes with no name space before them. The same text gives the same id always and everywhere, so that a client that
     * sends its own ids again is recognised; events of two tenants cannot meet, since the tenant is part of what identifies them.
     */
    static UUID of(String text) {
        return isUuid(text) ? UUID.fromString(text) : UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }

    private static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (hyphen ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
