package dev.tidemark.app.exports;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tidemark.app.exports.Manifest.TenantFile;
import dev.tidemark.app.imports.TransferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A directory with an export: a file for each tenant, and the manifest, which alone says what counts. */
public final class ExportDirectory {
    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    private final Path path;

    public ExportDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * What was exported into it; empty if nothing was.
     *
     * @throws TransferException if there is something else
     */
    Optional<Manifest> load() throws IOException {
        Path manifest = path.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(manifest.toFile(), Manifest.class));
        } catch (JacksonException e) {
            throw new TransferException(
                    manifest + " is no manifest of an export: " + e.getOriginalMessage()
                            + "; export into another directory",
                    e);
        }
    }

    /**
     * A whole export, to be imported.
     *
     * @throws TransferException if there is none, it is not finished, or its files are not what they were
     */
    public Manifest requireComplete() throws IOException {
        Manifest manifest = load().orElseThrow(
                        () -> new TransferException("there is no export in " + path + ", expected its " + MANIFEST));
        for (TenantFile tenant : manifest.tenants()) {
            if (!tenant.complete()) {
                throw new TransferException("the export in " + path + " is not finished, " + tenant.tenant()
                        + " has more events; run 'export " + path + "' again, which goes on with it");
            }
            Path file = file(tenant);
            long bytes = Files.exists(file) ? Files.size(file) : 0;
            if (bytes != tenant.bytes()) {
                throw new TransferException(file + " has " + bytes + " bytes, expected " + tenant.bytes()
                        + "; it was not copied whole, or was changed since it was exported");
            }
        }
        return manifest;
    }

    /** The file that the events of a tenant are in. */
    public Path file(TenantFile tenant) {
        return path.resolve(tenant.file());
    }

    /** Replaces the manifest as a whole and durably. */
    void save(Manifest manifest) throws IOException {
        Path next = path.resolve(MANIFEST + ".next");
        byte[] bytes = PRETTY.writeValueAsBytes(manifest);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, path.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
