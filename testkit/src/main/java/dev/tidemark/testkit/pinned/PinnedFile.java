package dev.tidemark.testkit.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of composed SQL, for reviewers to read. After a wanted change, run with {@code -Dtidemark.rewriteSql=true} and review what changed in the files. */
public record PinnedFile(Path path) {

    /** A file of the test resources of the module whose tests run. */
    public static PinnedFile of(String name) {
        return new PinnedFile(Path.of("src", "test", "resources").resolve(name));
    }

    /** Fails unless the file has this text. */
    public void assertHas(String text) throws IOException {
        if (Boolean.getBoolean("tidemark.rewriteSql")) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        }
        assertThat(text).isEqualTo(Files.readString(path));
    }
}
