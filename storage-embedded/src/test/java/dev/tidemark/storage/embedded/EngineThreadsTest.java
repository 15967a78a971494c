package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineThreadsTest {

    private static final int FOR_QUESTIONS = 3;

    @TempDir
    private Path directory;

    private final EngineThreads threads = new EngineThreads(FOR_QUESTIONS, Duration.ZERO);
    private Database database;

    @BeforeEach
    void open() {
        NativeLibrary.load();
        database = new Database(EmbeddedSettings.of(directory.resolve("test.duckdb")), _ -> threads.opened());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void thereAreNoneButTheCallersUntilSomebodyAsks() {
        assertThat(database.read("a test", EngineThreadsTest::count)).isEqualTo(1);
        assertThat(threads.areIdle()).isFalse();
    }

    @Test
    void aQuestionHasAllOfThem() {
        int during = database.read("a test", connection -> {
            threads.call(connection);
            return count(connection);
        });

        assertThat(during).isEqualTo(FOR_QUESTIONS);
    }

    @Test
    void theyStayWhileAnyQuestionRuns() {
        boolean dismissed = database.read("a test", connection -> {
            threads.call(connection);
            threads.call(connection);
            threads.release();
            return threads.dismiss(connection);
        });

        assertThat(dismissed).isFalse();
        assertThat(database.read("a test", EngineThreadsTest::count)).isEqualTo(FOR_QUESTIONS);
    }

    @Test
    void theyAreDismissedAfterTheLastQuestionAndCalledByTheNext() {
        database.read("a test", connection -> {
            threads.call(connection);
            threads.release();
            assertThat(threads.dismiss(connection)).isTrue();
            assertThat(count(connection)).isEqualTo(1);
            threads.call(connection);
            assertThat(count(connection)).isEqualTo(FOR_QUESTIONS);
            return connection;
        });
    }

    private static int count(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('threads')")) {
            result.next();
            return result.getInt(1);
        }
    }
}
