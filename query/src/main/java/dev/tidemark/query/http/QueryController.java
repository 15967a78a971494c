package dev.tidemark.query.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.query.parse.Input;
import dev.tidemark.query.parse.QueryParser;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Questions in the query language. */
@Requires(beans = Stores.class)
@Controller
@RequiresKey(KeyKind.READ)
final class QueryController {

    private final QueryParser parser;
    private final StoreChoice stores;

    QueryController(QueryParser parser, StoreChoice stores) {
        this.parser = parser;
        this.stores = stores;
    }

    /** Answers a query, in JSON or, where {@code text/csv} is accepted before it, in CSV. */
    @Post(uri = "/v1/query", consumes = MediaType.ALL, produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> query(Caller caller, @Body byte[] body, HttpRequest<?> request) {
        for (String name : List.of("tenant_id", "tenant")) {
            request.getParameters().getAll(name).forEach(value -> Input.parameter(name, value)
                    .requireTenant(caller.tenant().value()));
        }
        QueryEngine engine = stores.of(request).query();
        return AnswerFormat.of(request)
                .response(Departures.interrupting(request, () -> engine.answer(parser.parse(body, caller.tenant()))));
    }
}
