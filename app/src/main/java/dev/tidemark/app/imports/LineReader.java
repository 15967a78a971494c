package dev.tidemark.app.imports;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Splits bytes at line feeds, without deciding what the bytes mean. A carriage return before the line feed belongs to the end. */
final class LineReader implements Closeable {
    /** Beyond this a line is no event: the start is kept, the rest is skipped. */
    static final int MAX_LENGTH = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream input) {
        this.input = input;
    }

    /** The next line that is not blank. */
    Optional<Line> next() throws IOException {
        while (fill()) {
            byte[] bytes = takeLine();
            number++;
            byte[] text = number == 1 ? withoutMark(bytes) : bytes;
            if (!isBlank(text)) {
                return Optional.of(new Line(number, text));
            }
        }
        return Optional.empty();
    }

    private byte[] takeLine() throws IOException {
        pending.reset();
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            keep(end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        byte[] line = pending.toByteArray();
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private void keep(int length) {
        int room = MAX_LENGTH + 1 - pending.size();
        pending.write(buffer, position, Math.min(length, room));
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, input.read(buffer));
        }
        return position < limit;
    }

    private static byte[] withoutMark(byte[] line) {
        boolean marked = Arrays.equals(line, 0, Math.min(3, line.length), BYTE_ORDER_MARK, 0, 3);
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** One line without its end. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(long number, byte[] bytes) {
        boolean isTooLong() {
            return bytes.length > MAX_LENGTH;
        }
    }
}
