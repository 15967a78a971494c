package dev.tidemark.ingestion.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Answers that a body was not taken, in the one form the server gives to all its errors. */
@Singleton
final class Problems {

    private final ErrorResponseProcessor<?> form;

    Problems(ErrorResponseProcessor<?> form) {
        this.form = form;
    }

    MutableHttpResponse<?> answer(HttpRequest<?> request, HttpStatus status, String detail) {
        return form.processResponse(
                ErrorContext.builder(request).errorMessage(detail).build(), HttpResponse.status(status));
    }

    /** With whole seconds to wait, at least one. */
    MutableHttpResponse<?> answer(HttpRequest<?> request, HttpStatus status, String detail, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return answer(request, status, detail).header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
