package dev.tidemark.ingestion.delivery;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of bytes, the same object for texts that keep coming back, as most values of events do: they are then hashed once, compared at a glance, and
 * kept once however many events wait. Remembers the latest text of each slot; of ASCII only, so that bytes compare with characters. Used by one thread.
 */
final class RecentTexts {
    private static final int SLOTS = 1 << 13;
    private static final int LONGEST = 64;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];

    /** The text that these bytes mean in UTF-8. */
    String text(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int slot = hash(bytes, from, length) & (SLOTS - 1);
        String recent = slots[slot];
        if (recent != null && isSame(recent, bytes, from, length)) {
            return recent;
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        slots[slot] = text;
        return text;
    }

    /** A byte beyond ASCII is negative, so it equals no character. */
    private static boolean isSame(String text, byte[] bytes, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[from + i];
        }
        return hash ^ (hash >>> 13);
    }
}
