package dev.tidemark.query.http;

import dev.tidemark.domain.storage.StorageException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that could not answer. Its own words, which may quote statements and addresses, go to the log alone. */
@Singleton
final class StorageFailures implements ExceptionHandler<StorageException, HttpResponse<?>> {

    private static final Logger log = LoggerFactory.getLogger(StorageFailures.class);
    private static final String RETRY_SECONDS = "5";

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, StorageException exception) {
        log.warn("{} {} was not answered by the store", request.getMethodName(), request.getPath(), exception);
        return switch (exception.category()) {
            case INVALID_QUERY ->
                QueryProblem.answer(
                        HttpStatus.BAD_REQUEST,
                        "the store cannot answer this question; ask for fewer dimensions or measures, or simplify the filter");
            case OVERLOADED ->
                QueryProblem.answer(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the question took more time or memory than it may, or the store is busy; ask for a shorter"
                                        + " range or fewer dimensions, or again later")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case UNAVAILABLE ->
                QueryProblem.answer(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the store cannot be reached for now; events are still accepted, ask again later")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case REFUSED, INTERNAL ->
                QueryProblem.answer(
                        HttpStatus.INTERNAL_SERVER_ERROR, "the store failed; the server's log has the cause");
        };
    }
}
