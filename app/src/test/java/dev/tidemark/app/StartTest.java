package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @Test
    void aPortInUseIsNamed(@TempDir Path directory) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(socket.getLocalPort());

            assertThatThrownBy(() -> TestServer.start(directory, Map.of("TIDEMARK_HTTP_PORT", port)))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageStartingWith(
                            "TIDEMARK_HTTP_PORT is " + port + ", which cannot be listened to on 127.0.0.1");
        }
        TestServer.start(directory).close();
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused(@TempDir Path directory) {
        try (TestServer first = TestServer.start(directory)) {
            assertThatThrownBy(() -> TestServer.start(directory)).isInstanceOf(StartFailedException.class);
            assertThat(first.send(first.request("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> TestServer.start(file))
                .isInstanceOf(StartFailedException.class)
                .message()
                .contains(file.toString());
    }

    /** It would keep everything in the log for a store that nobody asks for. */
    @Test
    void aStoreThatIsNotChosenAnyMoreGivesUpItsPlaceInTheLog(@TempDir Path directory) throws IOException {
        TestServer.start(directory).close();
        Path log = directory.resolve("log");
        Files.copy(log.resolve("embedded.cursor"), log.resolve("clickhouse.cursor"));

        TestServer.start(directory).close();

        assertThat(log)
                .isDirectoryContaining("glob:**/embedded.cursor")
                .isDirectoryNotContaining("glob:**/clickhouse.cursor");
    }
}
