package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of composed SQL, for reviewers to read. After a wanted change, run with {@code -Dtidemark.rewriteSql=true} and review what changed in the files. */
record PinnedFile(Path path) {

    static PinnedFile of(String name) {
        return new PinnedFile(Path.of("src", "test", "resources").resolve(name));
    }

    void assertHas(String text) throws IOException {
        if (Boolean.getBoolean("tidemark.rewriteSql")) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        }
        assertThat(text).isEqualTo(Files.readString(path));
    }
}
