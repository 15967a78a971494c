package dev.tidemark.query.http;

import dev.tidemark.query.mistake.QueryMistakeException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A question put wrongly: 400. */
@Singleton
final class Mistakes implements ExceptionHandler<QueryMistakeException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, QueryMistakeException exception) {
        return QueryProblem.answer(exception.mistake());
    }
}
