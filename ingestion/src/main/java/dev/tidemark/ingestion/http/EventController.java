package dev.tidemark.ingestion.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.pipeline.Allowance;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.Submission;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes events. Whatever the content type says, a body is JSON: browsers label it {@code text/plain} to spare a preflight request,
 * and some clients label it a form.
 */
@Requires(beans = EventIntake.class)
@Controller
@RequiresKey(KeyKind.WRITE)
public final class EventController {

    /** The attribute of a request that holds the {@link Allowance} of its sender, where it is limited. */
    public static final String ALLOWANCE = "tidemark.allowance";

    private static final String SOURCE = "http";

    /** When the client sent the body, by its own clock. */
    private static final String SENT_AT = "Sent-At";

    private final EventIntake intake;
    private final IntakeAnswers answers;

    EventController(EventIntake intake, IntakeAnswers answers) {
        this.intake = intake;
        this.answers = answers;
    }

    /**
     * Takes one event, an array of events, a batch that says when it was sent, or one event to a line. Answers 202 once they are durable; with {@code wait=stored} 200 once
     * queries see them, with exact counts, or 202 if that takes longer than the server waits.
     */
    @Post(uri = "/v1/events", consumes = MediaType.ALL, produces = MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<? extends HttpResponse<?>> take(
            Caller caller, @Body byte[] body, @QueryValue("wait") Optional<String> wait, HttpRequest<?> request) {
        return submit(caller, body, wait, request, Envelope.PLAIN);
    }

    /** The same at the path and in the envelope that clients of OTA analytics know. */
    @Post(uri = "/events", consumes = MediaType.ALL, produces = MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<? extends HttpResponse<?>> takeUpdates(
            Caller caller, @Body byte[] body, @QueryValue("wait") Optional<String> wait, HttpRequest<?> request) {
        return submit(caller, body, wait, request, Envelope.OTA);
    }

    private CompletionStage<? extends HttpResponse<?>> submit(
            Caller caller, byte[] body, Optional<String> wait, HttpRequest<?> request, Envelope envelope) {
        boolean waits = IntakeAnswers.waits(wait);
        String contentType = request.getHeaders().get(HttpHeaders.CONTENT_TYPE, String.class, "");
        byte[] utf8 = Utf8Body.of(body, contentType);
        Optional<String> sentAt = Optional.ofNullable(request.getHeaders().get(SENT_AT));
        BodyFormat format = BodyFormat.ofContentType(contentType);
        return intake.take(new Submission(caller.tenant(), SOURCE, format, utf8, sentAt, allowance(request), waits))
                .thenCompose(result -> answers.answer(result, waits, request, envelope));
    }

    /** As the server has put it to the request; there is none where nothing is limited. */
    private static Allowance allowance(HttpRequest<?> request) {
        return request.getAttribute(ALLOWANCE, Allowance.class).orElse(Allowance.UNLIMITED);
    }
}
