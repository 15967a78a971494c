package dev.tidemark.app.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidemark.app.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
    /** The more there are to make, the more likely the two meet. */
    private static final int DEPTH = 200;

    @RepeatedTest(10)
    void theStoreAndTheControlDatabaseAreOpenedInADirectoryThatIsNotThereYet(@TempDir Path directory) {
        String data = directory.resolve("new/".repeat(DEPTH)).toString();
        try (HeadStart headStart = HeadStart.begin(Settings.load(Map.of("TIDEMARK_DATA_DIR", data)))) {
            assertThatCode(headStart::storage).doesNotThrowAnyException();
            assertThatCode(headStart::control).doesNotThrowAnyException();
        }
    }
}
