package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON text as sent, less the white space between its tokens. */
final class CompactJson {

    private CompactJson() {}

    /** The text of a well-formed value that lies at {@code from} to {@code to} of the body. */
    static String of(byte[] body, int from, int to) {
        byte[] compact = new byte[to - from];
        int length = 0;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte b = body[i];
            if (quoted || !isSpace(b)) {
                compact[length++] = b;
            }
            if (b == '"') {
                quoted = !quoted;
            } else if (quoted && b == '\\') {
                compact[length++] = body[++i];
            }
        }
        return new String(compact, 0, length, UTF_8);
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
