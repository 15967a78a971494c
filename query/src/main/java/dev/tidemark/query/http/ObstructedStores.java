package dev.tidemark.query.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A store that cannot be asked for now: 503. */
@Singleton
final class ObstructedStores implements ExceptionHandler<StoreObstructedException, HttpResponse<?>> {
    private static final String RETRY_SECONDS = "60";

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StoreObstructedException exception) {
        return QueryProblem.answer(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(exception.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
