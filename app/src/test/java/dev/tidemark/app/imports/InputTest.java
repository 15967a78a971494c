package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {
    private final Path directory;

    InputTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private String read(byte[] file) throws IOException {
        Path path = Files.write(directory.resolve("input"), file);
        var counter = new ByteCounter();
        try (InputStream input = new Input(Optional.of(path)).open(counter)) {
            String text = new String(input.readAllBytes(), UTF_8);
            assertThat(counter.bytes()).isEqualTo(file.length);
            return text;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] two) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one);
        bytes.writeBytes(two);
        return bytes.toByteArray();
    }

    @Test
    void whatIsNotCompressedIsReadAsItIs() throws IOException {
        assertThat(read("plain\n".getBytes(UTF_8))).isEqualTo("plain\n");
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {'a'})).isEqualTo("a");
    }

    @Test
    void gzipIsReadToTheEndOfItsLastMember() throws IOException {
        assertThat(read(joined(gzip("one\n"), gzip("two\n")))).isEqualTo("one\ntwo\n");
    }

    @Test
    void zstdIsReadToTheEndOfItsLastFrame() throws IOException {
        assertThat(read(joined(Zstd.compress("one\n".getBytes(UTF_8)), Zstd.compress("two\n".getBytes(UTF_8)))))
                .isEqualTo("one\ntwo\n");
    }
}
