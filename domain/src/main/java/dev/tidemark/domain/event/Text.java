package dev.tidemark.domain.event;

/** Text as every store can hold it, and the one order it is compared in. */
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text without NUL characters and with each unpaired surrogate replaced by U+FFFD; the same object where nothing changes. */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleanSlowly(text);
            }
        }
        return text;
    }

    /** Compares by Unicode code point, which is also the order of the UTF-8 bytes; {@link String#compareTo} orders by UTF-16 unit. */
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Moves surrogates above the rest of the basic plane: a unit pair stands for a code point above U+FFFF. */
    private static char rank(char c) {
        if (c < Character.MIN_SURROGATE) {
            return c;
        }
        return (char) (Character.isSurrogate(c) ? c + 0x2000 : c - 0x800);
    }

    private static String cleanSlowly(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                cleaned.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                cleaned.append(REPLACEMENT);
            } else if (c != 0) {
                cleaned.append(c);
            }
        }
        return cleaned.toString();
    }
}
