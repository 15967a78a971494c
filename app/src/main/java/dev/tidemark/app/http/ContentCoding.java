package dev.tidemark.app.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The compressions a request body may come in. */
enum ContentCoding {
    GZIP {
        @Override
        InputStream open(InputStream body) throws IOException {
            return new GZIPInputStream(body, BUFFER);
        }
    },
    DEFLATE {
        @Override
        InputStream open(InputStream body) {
            return new InflaterInputStream(body);
        }
    },
    ZSTD {
        @Override
        InputStream open(InputStream body) throws IOException {
            return new ZstdInputStreamNoFinalizer(new BufferedInputStream(body)).setLongMax(ZSTD_WINDOW_BITS);
        }
    };

    private static final int BUFFER = 16 * 1024;

    /** A window of 8 MiB is the most that RFC 9659 lets a sender use; more would let a small body claim much memory. */
    private static final int ZSTD_WINDOW_BITS = 23;

    /** The names, as {@code Accept-Encoding} lists them. */
    static final String NAMES = "gzip, deflate, zstd";

    /** Reads the body decompressed. */
    abstract InputStream open(InputStream body) throws IOException;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ContentCoding> of(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        String plain = name.startsWith("x-") ? name.substring(2) : name;
        return Arrays.stream(values())
                .filter(coding -> coding.label().equals(plain))
                .findFirst();
    }
}
