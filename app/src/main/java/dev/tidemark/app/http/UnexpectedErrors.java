package dev.tidemark.app.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: the whole truth into the log, nothing of it into the answer. */
@Singleton
final class UnexpectedErrors implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
        log.error(
                "{} {} failed, request {}",
                request.getMethodName(),
                request.getPath(),
                RequestIds.of(request),
                exception);
        return Problems.internal(request);
    }
}
