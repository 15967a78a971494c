package dev.tidemark.app.http;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.tidemark.app.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsTest {
    private static final int LIMIT = 64 * 1024;

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory, Map.of("TIDEMARK_HTTP_BODY_LIMIT", "64KiB"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnknownPathIs404() {
        assertProblem(server.get("/nowhere", ADMIN_KEY), 404, "there is no /nowhere; /docs lists what there is");
    }

    @Test
    void aWrongMethodIs405() {
        HttpResponse<String> response = server.delete("/v1/tenants", ADMIN_KEY);

        assertThat(response.headers().firstValue("Allow")).isPresent();
        assertProblem(response, 405, "Method [DELETE] not allowed");
    }

    @Test
    void aWrongMediaTypeIs415() {
        assertProblem(
                server.send(server.request("/v1/tenants", ADMIN_KEY)
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<a/>"))),
                415,
                "application/xml");
    }

    @Test
    void anUnreadableBodyIs400() {
        assertProblem(server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":"), 400, "");
    }

    @Test
    void aBodyOverTheLimitIs413() {
        assertProblem(server.post("/v1/tenants", ADMIN_KEY, "x".repeat(LIMIT + 1)), 413, "65536");
    }

    @Test
    void compressedBodiesAreRead() throws IOException {
        assertThat(compressed("gzip", gzip("{\"tenant\":\"by-gzip\"}".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(compressed("deflate", deflate("{\"tenant\":\"by-deflate\"}".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(compressed("zstd", Zstd.compress("{\"tenant\":\"by-zstd\"}".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theLimitHoldsForTheDecompressedBody() throws IOException {
        byte[] zeros = new byte[50 << 20];

        assertProblem(compressed("gzip", gzip(zeros)), 413, "more than 65536 bytes when decompressed");
        assertProblem(compressed("zstd", Zstd.compress(zeros)), 413, "more than 65536 bytes when decompressed");
    }

    @Test
    void aBodyThatIsNotWhatItsEncodingSaysIs400() {
        assertProblem(compressed("gzip", new byte[] {1, 2, 3}), 400, "the body is not valid gzip");
        assertProblem(compressed("zstd", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), 400, "the body is not valid zstd");
    }

    @Test
    void aCutCompressedBodyIs400() throws IOException {
        byte[] whole = gzip("{\"tenant\":\"cut\"}".getBytes(StandardCharsets.UTF_8));

        assertProblem(compressed("gzip", java.util.Arrays.copyOf(whole, whole.length - 9)), 400, "not valid gzip");
    }

    @Test
    void aZstdWindowOverEightMebibytesIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new ZstdOutputStream(bytes, 19)) {
            stream.setLong(27);
            stream.write("{\"tenant\":\"long\"}".getBytes(StandardCharsets.UTF_8));
        }

        assertProblem(compressed("zstd", bytes.toByteArray()), 400, "the body is not valid zstd");
    }

    @Test
    void anUnknownEncodingIs415() {
        assertProblem(compressed("br", new byte[] {1}), 415, "expected one of: gzip, deflate, zstd");
    }

    @Test
    void theCallersRequestIdIsKeptWhereItIsFitForALogLine() {
        HttpResponse<String> mine = server.send(server.request("/nowhere").header("X-Request-Id", "abc-1"));
        HttpResponse<String> hostile = server.send(server.request("/nowhere").header("X-Request-Id", "a b{}"));

        assertThat(mine.headers().firstValue("X-Request-Id")).contains("abc-1");
        assertThat(json(mine).path("request_id").asText()).isEqualTo("abc-1");
        assertThat(hostile.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
    }

    @Test
    void otherOriginsAreNotAllowedUnlessSet(@TempDir Path other) {
        String origin = "https://shop.example";
        assertThat(server.send(server.request("/health/liveness").header("Origin", origin))
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        try (TestServer open = TestServer.start(other, Map.of("TIDEMARK_HTTP_CORS_ORIGINS", origin))) {
            HttpResponse<String> preflight = open.send(open.request("/v1/tenants")
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type")
                    .method("OPTIONS", BodyPublishers.noBody()));

            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(origin);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("status").asInt()).isEqualTo(status);
        assertThat(json(response).path("detail").asText()).contains(detail);
        assertThat(json(response).path("request_id").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    private static HttpResponse<String> compressed(String encoding, byte[] body) {
        return server.send(server.request("/v1/tenants", ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream stream = new DeflaterOutputStream(bytes)) {
            stream.write(plain);
        }
        return bytes.toByteArray();
    }
}
