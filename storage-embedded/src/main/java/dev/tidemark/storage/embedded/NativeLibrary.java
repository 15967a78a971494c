package dev.tidemark.storage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/**
 * The engine's native code. The driver unpacks 70 MB of it into the folder for temporary files at every start, and has them deleted
 * at an orderly end only. So that a server that is killed leaves nothing behind, the file is deleted here once it is loaded, where
 * the system says which files a process has loaded.
 */
final class NativeLibrary {

    private static final Path LOADED = Path.of("/proc/self/maps");
    private static final Pattern UNPACKED = Pattern.compile("libduckdb_java\\d+\\.so");

    private NativeLibrary() {}

    /** Loads it, if it is not loaded yet. */
    static synchronized void load() {
        try {
            Class.forName("org.duckdb.DuckDBNative", true, DuckDBDriver.class.getClassLoader());
            for (Path file : unpacked()) {
                Files.deleteIfExists(file);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the driver has no class DuckDBNative, which loads its native code", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the unpacked native code of the engine could not be deleted", e);
        }
    }

    private static List<Path> unpacked() throws IOException {
        if (!Files.isReadable(LOADED)) {
            return List.of();
        }
        try (Stream<String> mappings = Files.lines(LOADED)) {
            return mappings.filter(mapping -> mapping.indexOf('/') >= 0)
                    .map(mapping -> Path.of(mapping.substring(mapping.indexOf('/'))))
                    .filter(path ->
                            UNPACKED.matcher(String.valueOf(path.getFileName())).matches())
                    .distinct()
                    .toList();
        }
    }
}
