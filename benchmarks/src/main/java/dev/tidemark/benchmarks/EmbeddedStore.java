package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** DuckDB in the server's own process. */
final class EmbeddedStore implements StoreUnderTest {

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String title() {
        return "Embedded store";
    }

    @Override
    public Map<String, String> settings(boolean small) {
        return Map.of("TIDEMARK_EMBEDDED_MEMORY", small ? "128MiB" : "512MiB");
    }

    @Override
    public String described(boolean small) {
        return "TIDEMARK_EMBEDDED_MEMORY=" + settings(small).get("TIDEMARK_EMBEDDED_MEMORY");
    }

    @Override
    public double ownLoadPerSecond(Path folder, long events) throws IOException {
        try {
            return DuckDbLoad.rowsPerSecond(folder, events);
        } catch (SQLException e) {
            throw new IOException("the engine's own load failed", e);
        }
    }

    /** Without the event log's segments, which are deleted once delivered. */
    @Override
    public long storedBytes(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.getFileName().toString().contains("duckdb"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void addSections(StringBuilder page) {}

    @Override
    public void close() {}
}
