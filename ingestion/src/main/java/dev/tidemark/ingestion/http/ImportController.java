package dev.tidemark.ingestion.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.pipeline.Allowance;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.Submission;
import io.micronaut.context.annotation.Requires;
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

/** Takes back what a store has handed over: events with their time of receipt, exactly as they were. */
@Requires(beans = EventIntake.class)
@Controller
@RequiresKey(KeyKind.ADMIN)
final class ImportController {

    private static final String SOURCE = "import";

    private final EventIntake intake;
    private final IntakeAnswers answers;

    ImportController(EventIntake intake, IntakeAnswers answers) {
        this.intake = intake;
        this.answers = answers;
    }

    /** Takes lines of an export, into the tenant that the parameter {@code tenant} names. Answers as {@code POST /v1/events} does. */
    @Post(uri = "/v1/import", consumes = MediaType.ALL, produces = MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<? extends HttpResponse<?>> take(
            Caller caller, @Body byte[] body, @QueryValue("wait") Optional<String> wait, HttpRequest<?> request) {
        boolean waits = IntakeAnswers.waits(wait);
        return intake.take(new Submission(
                        caller.tenant(), SOURCE, BodyFormat.STORED, body, Optional.empty(), Allowance.UNLIMITED, waits))
                .thenCompose(result -> answers.answer(result, waits, request, Envelope.PLAIN));
    }
}
