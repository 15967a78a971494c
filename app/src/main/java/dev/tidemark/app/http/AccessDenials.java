package dev.tidemark.app.http;

import dev.tidemark.app.security.AccessDenied;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** No key or a wrong one: 401. A key of the wrong kind: 403. */
@Singleton
final class AccessDenials implements ExceptionHandler<AccessDenied, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, AccessDenied denied) {
        return switch (denied.reason()) {
            case UNKNOWN_KEY ->
                Problems.answer(request, HttpStatus.UNAUTHORIZED, denied.explanation())
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tidemark\"");
            case WRONG_KIND -> Problems.answer(request, HttpStatus.FORBIDDEN, denied.explanation());
        };
    }
}
