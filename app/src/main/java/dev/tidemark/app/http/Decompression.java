package dev.tidemark.app.http;

import dev.tidemark.app.settings.Settings;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Decompresses request bodies, after the key was checked and off the threads that serve connections. The body limit holds for
 * the decompressed size, and decompression stops there: a small body cannot grow without bound.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Decompression implements Ordered {
    private final int limit;
    private final ExecutorService executor;

    Decompression(Settings settings, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.limit = (int) Math.min(Integer.MAX_VALUE - 16, settings.http().bodyLimit());
        this.executor = executor;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    CompletionStage<HttpRequest<?>> decompress(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
        if (header == null || header.isBlank() || header.strip().equalsIgnoreCase("identity")) {
            return CompletableFuture.completedFuture(request);
        }
        ContentCoding coding = ContentCoding.of(header)
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Encoding is '" + header + "', expected one of: " + ContentCoding.NAMES));
        return ((ServerHttpRequest<?>) request)
                .byteBody()
                .buffer()
                .thenApplyAsync(body -> decompressed(request, coding, body), executor);
    }

    private HttpRequest<?> decompressed(HttpRequest<?> request, ContentCoding coding, CloseableAvailableByteBody body) {
        byte[] plain;
        try (body) {
            plain = decompress(coding, body.toByteArray());
        }
        MutableHttpRequest<?> changed = request.mutate().body(plain);
        changed.getHeaders().remove(HttpHeaders.CONTENT_ENCODING);
        changed.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        return changed;
    }

    private byte[] decompress(ContentCoding coding, byte[] compressed) {
        byte[] plain;
        try (var stream = coding.open(new ByteArrayInputStream(compressed))) {
            plain = stream.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST, "the body is not valid " + coding.label() + ": " + e.getMessage());
        }
        if (plain.length > limit) {
            throw new HttpStatusException(
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "the body has more than " + limit
                            + " bytes when decompressed, expected at most that; send fewer events at once");
        }
        return plain;
    }
}
