package dev.tidemark.ingestion.decode;

/** Tells UTF-8 from what is not. */
final class Encoding {

    private Encoding() {}

    /** Where the text begins: behind the byte order mark if there is one. */
    static int start(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /** Whether the first characters take two or four bytes each: JSON begins with ASCII, so one of the first two is NUL or a mark. */
    static boolean isWide(byte[] body, int start) {
        if (body.length < start + 2) {
            return false;
        }
        byte first = body[start];
        byte second = body[start + 1];
        return first == 0 || second == 0 || first == (byte) 0xFE || first == (byte) 0xFF;
    }
}
