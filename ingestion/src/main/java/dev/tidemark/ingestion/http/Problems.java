package dev.tidemark.ingestion.http;

import dev.tidemark.ingestion.pipeline.IntakeResult;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

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
    MutableHttpResponse<?> unavailable(HttpRequest<?> request, IntakeResult.Unavailable unavailable) {
        long seconds = Math.max(1, unavailable.retryAfter().plusMillis(999).toSeconds());
        return answer(request, HttpStatus.SERVICE_UNAVAILABLE, unavailable.message())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
