package dev.tidemark.app.http;

import dev.tidemark.domain.storage.StorageException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a store's failure means to a caller: its category alone decides. */
@Singleton
final class StorageErrors implements ExceptionHandler<StorageException, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(StorageErrors.class);
    private static final int RETRY_SECONDS = 5;

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StorageException failure) {
        return switch (failure.category()) {
            case INVALID_QUERY ->
                Problems.answer(request, HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
            case OVERLOADED -> later(request, failure, failure.getMessage() + "; ask for less, or try again later");
            case UNAVAILABLE -> later(request, failure, "the store is not available at the moment; try again later");
            case REFUSED, INTERNAL -> {
                log.error("the store failed, request {}", RequestIds.of(request), failure);
                yield Problems.internal(request);
            }
        };
    }

    private static HttpResponse<?> later(HttpRequest<?> request, StorageException failure, String detail) {
        log.warn("{}, request {}", failure.getMessage(), RequestIds.of(request), failure);
        return Problems.answer(request, HttpStatus.SERVICE_UNAVAILABLE, detail)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
    }
}
