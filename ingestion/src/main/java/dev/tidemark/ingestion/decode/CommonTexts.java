package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Text;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of characters, the same object for texts that keep coming back, as most values of events do: what is there already
 * needs no memory, no cleaning, and its hash is known. Remembers the latest text of each slot. Safe for many threads without a lock:
 * two that meet at a slot make a text too many, and none sees half of one.
 */
final class CommonTexts {
    private static final int SLOTS = 1 << 13;

    /** Longer ones rarely come back: UUIDs, addresses. */
    private static final int LONGEST = 32;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];

    /** The text, cleaned as {@link Text#clean} does. */
    String clean(char[] characters, int from, int length) {
        if (length > LONGEST) {
            return Text.clean(new String(characters, from, length));
        }
        int slot = hash(characters, from, length) & (SLOTS - 1);
        String common = slots[slot];
        if (common != null && isSame(common, characters, from, length)) {
            return common;
        }
        String text = Text.clean(new String(characters, from, length));
        slots[slot] = text;
        return text;
    }

    private static boolean isSame(String text, char[] characters, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(char[] characters, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + characters[i];
        }
        return hash ^ (hash >>> 13);
    }
}
