package dev.tidemark.ingestion.decode;

/** How many bytes a text takes in UTF-8. */
final class Utf8Length {

    private Utf8Length() {}

    /** Counts without encoding; unpaired surrogates must have been replaced. */
    static long of(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
