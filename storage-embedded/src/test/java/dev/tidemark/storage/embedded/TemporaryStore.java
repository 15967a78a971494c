package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.testkit.contract.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one embedded store, removed in the end. */
final class TemporaryStore implements TestDatabase {

    private final Path directory;

    TemporaryStore() {
        try {
            directory = Files.createTempDirectory("tidemark-embedded");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EmbeddedSettings settings() {
        return EmbeddedSettings.of(directory.resolve("store").resolve("events.duckdb"));
    }

    @Override
    public EmbeddedStorage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public EmbeddedStorage open(List<RollupDefinition> rollups) {
        return EmbeddedStorage.open(settings(), rollups, Clock.systemUTC());
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
