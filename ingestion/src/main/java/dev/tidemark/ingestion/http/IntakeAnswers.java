package dev.tidemark.ingestion.http;

import dev.tidemark.ingestion.pipeline.IntakeResult;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is answered to a body of events, once it is known what became of it. */
@Requires(beans = PrimaryStore.class)
@Singleton
final class IntakeAnswers {

    private static final String STORED = "stored";

    private final PrimaryStore store;
    private final EventHttpSettings settings;
    private final Problems problems;

    IntakeAnswers(PrimaryStore store, EventHttpSettings settings, Problems problems) {
        this.store = store;
        this.settings = settings;
        this.problems = problems;
    }

    /** Whether the parameter {@code wait} asks to answer only when queries see the events. */
    static boolean waits(Optional<String> wait) {
        if (wait.isPresent() && !wait.get().equals(STORED)) {
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST, "wait is '" + wait.get() + "', expected '" + STORED + "' or nothing");
        }
        return wait.isPresent();
    }

    CompletionStage<? extends HttpResponse<?>> answer(
            IntakeResult result, boolean waits, HttpRequest<?> request, Envelope envelope) {
        return switch (result) {
            case IntakeResult.Taken taken -> waits ? stored(taken, envelope) : completed(accepted(taken, envelope));
            case IntakeResult.Unreadable unreadable ->
                completed(problems.answer(request, HttpStatus.BAD_REQUEST, unreadable.message()));
            case IntakeResult.TooLarge large ->
                completed(problems.answer(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, large.message()));
            case IntakeResult.Limited limited ->
                completed(problems.answer(
                        request, HttpStatus.TOO_MANY_REQUESTS, limited.message(), limited.retryAfter()));
            case IntakeResult.Unavailable unavailable ->
                completed(problems.answer(
                        request, HttpStatus.SERVICE_UNAVAILABLE, unavailable.message(), unavailable.retryAfter()));
        };
    }

    private CompletionStage<? extends HttpResponse<?>> stored(IntakeResult.Taken taken, Envelope envelope) {
        if (taken.position().isEmpty()) {
            return completed(HttpResponse.ok(envelope.of(EventAnswer.of(taken))));
        }
        return store.awaitStored(taken.position().getAsLong(), settings.waitForStore())
                .thenApply(outcome -> outcome.<HttpResponse<?>>map(
                                counts -> HttpResponse.ok(envelope.of(EventAnswer.of(taken, counts))))
                        .orElseGet(() -> accepted(taken, envelope)));
    }

    private static HttpResponse<?> accepted(IntakeResult.Taken taken, Envelope envelope) {
        return HttpResponse.accepted().body(envelope.of(EventAnswer.of(taken)));
    }

    private static CompletionStage<HttpResponse<?>> completed(HttpResponse<?> response) {
        return CompletableFuture.completedFuture(response);
    }
}
