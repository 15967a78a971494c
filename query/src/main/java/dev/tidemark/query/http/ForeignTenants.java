package dev.tidemark.query.http;

import dev.tidemark.query.mistake.ForeignTenantException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A question about another tenant: 403. */
@Singleton
final class ForeignTenants implements ExceptionHandler<ForeignTenantException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, ForeignTenantException exception) {
        return QueryProblem.answer(HttpStatus.FORBIDDEN, String.valueOf(exception.getMessage()));
    }
}
