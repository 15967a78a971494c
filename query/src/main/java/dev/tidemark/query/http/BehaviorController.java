package dev.tidemark.query.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.query.answer.BehaviorEngine;
import dev.tidemark.query.answer.BehaviorQuestion;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.query.parse.BehaviorParser;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Questions about what actors do one thing after another, in JSON. */
@Requires(beans = Stores.class)
@Controller
@RequiresKey(KeyKind.READ)
final class BehaviorController {

    private final BehaviorParser parser;
    private final StoreChoice stores;

    BehaviorController(BehaviorParser parser, StoreChoice stores) {
        this.parser = parser;
        this.stores = stores;
    }

    /** Answers how far actors come through steps. */
    @Post(uri = "/v1/reports/funnel", consumes = MediaType.ALL, produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> funnel(Caller caller, @Body byte[] body, HttpRequest<?> request) {
        return answer(request, parser.funnel(body, caller.tenant()));
    }

    /** Answers who comes back. */
    @Post(uri = "/v1/reports/cohorts", consumes = MediaType.ALL, produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> cohorts(Caller caller, @Body byte[] body, HttpRequest<?> request) {
        return answer(request, parser.cohorts(body, caller.tenant()));
    }

    /** Answers how sessions begin. */
    @Post(uri = "/v1/reports/paths", consumes = MediaType.ALL, produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> paths(Caller caller, @Body byte[] body, HttpRequest<?> request) {
        return answer(request, parser.paths(body, caller.tenant()));
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, BehaviorQuestion question) {
        BehaviorEngine engine = stores.of(request).behavior();
        return AnswerFormat.of(request).response(Departures.interrupting(request, () -> engine.answer(question)));
    }
}
