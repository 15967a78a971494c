package dev.tidemark.app.imports;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The escapes that Apache and nginx put into quoted values: {@code \"}, {@code \\}, {@code \n}, {@code \t}, …, {@code \xhh}. */
final class Escapes {
    private static final String LETTERS = "bfnrtv";
    private static final String CONTROLS = "\b\f\n\r\t\u000b";

    private Escapes() {}

    /** The value as the client sent it; where its bytes are no UTF-8, the value as it is logged. */
    static String remove(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var bytes = new ByteArrayOutputStream(value.length());
        int i = 0;
        while (i < value.length()) {
            i += removeOne(value, i, bytes);
        }
        return utf8(bytes.toByteArray()).orElse(value);
    }

    /** The text of the bytes, if they are UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** Adds the bytes of the character or escape at the index; how many characters it takes. */
    private static int removeOne(String value, int index, ByteArrayOutputStream bytes) {
        char c = value.charAt(index);
        if (c == '\\' && index + 1 < value.length()) {
            return removeEscape(value, index, bytes);
        }
        int length = Character.charCount(value.codePointAt(index));
        bytes.writeBytes(value.substring(index, index + length).getBytes(StandardCharsets.UTF_8));
        return length;
    }

    private static int removeEscape(String value, int index, ByteArrayOutputStream bytes) {
        char kind = value.charAt(index + 1);
        int control = LETTERS.indexOf(kind);
        if (kind == 'x' && index + 3 < value.length()) {
            int high = Character.digit(value.charAt(index + 2), 16);
            int low = Character.digit(value.charAt(index + 3), 16);
            if (high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                return 4;
            }
        }
        if (control >= 0) {
            bytes.write(CONTROLS.charAt(control));
            return 2;
        }
        if (kind == '"' || kind == '\\') {
            bytes.write(kind);
            return 2;
        }
        bytes.write('\\');
        return 1;
    }
}
