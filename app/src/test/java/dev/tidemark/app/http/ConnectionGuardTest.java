package dev.tidemark.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that keep the server waiting are cut off. */
class ConnectionGuardTest {
    private static final String HEAD = """
            POST /v1/events HTTP/1.1\r
            Host: x\r
            X-Api-Key: %s\r
            Content-Type: application/json\r
            Content-Length: 25\r
            """.formatted(TestServer.WRITE_KEY);
    private static final String BODY = "{\"event_type\": \"a\"}      ";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+)");

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(
                directory,
                Map.of(
                        "TIDEMARK_HTTP_IDLE_TIMEOUT", "1s",
                        "TIDEMARK_HTTP_REQUEST_TIMEOUT", "500ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws IOException {
        assertThat(answersTo()).isEmpty();
    }

    @Test
    void aConnectionIsClosedSomeTimeAfterItsLastAnswer() throws IOException {
        assertThat(answersTo(HEAD + "\r\n" + BODY, HEAD, "\r\n", BODY)).isEqualTo("202 202");
    }

    @Test
    void aHeadThatDoesNotEndIsAnswered408() throws IOException {
        assertThat(answersTo(HEAD)).isEqualTo("408");
        assertThat(answersTo("P")).isEqualTo("408");
    }

    @Test
    void aBodyThatDoesNotEndIsAnswered408() throws IOException {
        assertThat(answersTo(HEAD + "\r\n" + BODY.substring(0, 10))).isEqualTo("408");
    }

    @Test
    void aSecondRequestThatDoesNotEndIsAnsweredToo() throws IOException {
        assertThat(answersTo(HEAD + "\r\n" + BODY, HEAD + "\r\n")).isEqualTo("202 408");
    }

    @Test
    void requestsInOneGoAreAllAnswered() throws IOException {
        String request = HEAD + "\r\n" + BODY;
        assertThat(answersTo(request + request + request)).isEqualTo("202 202 202");
    }

    /** The statuses of all answers until the server closes the connection. */
    private static String answersTo(String... pieces) throws IOException {
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            StringBuilder answers = new StringBuilder();
            byte[] buffer = new byte[8192];
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(US_ASCII));
                if (piece.endsWith(BODY)) {
                    answers.append(new String(buffer, 0, socket.getInputStream().read(buffer), US_ASCII));
                }
            }
            answers.append(new String(socket.getInputStream().readAllBytes(), US_ASCII));
            return STATUS.matcher(answers)
                    .results()
                    .map(status -> status.group(1))
                    .collect(Collectors.joining(" "));
        }
    }
}
