package dev.tidemark.app.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: the whole truth into the log, nothing of it into the answer. */
@Singleton
final class UnexpectedErrors implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
        if (exception instanceof EOFException) {
            log.debug(
                    "{} {} came in part only: {}", request.getMethodName(), request.getPath(), exception.getMessage());
            return Problems.answer(request, HttpStatus.BAD_REQUEST, "the body ended before it was whole");
        }
        log.error(
                "{} {} failed, request {}",
                request.getMethodName(),
                request.getPath(),
                RequestIds.of(request),
                exception);
        return Problems.internal(request);
    }
}
