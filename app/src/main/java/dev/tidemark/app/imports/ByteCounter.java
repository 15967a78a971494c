package dev.tidemark.app.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How far the reading of an input has come, in bytes. */
final class ByteCounter {
    private long bytes;

    long bytes() {
        return bytes;
    }

    InputStream count(InputStream input) {
        return new FilterInputStream(input) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                bytes += value < 0 ? 0 : 1;
                return value;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                bytes += Math.max(0, read);
                return read;
            }
        };
    }
}
