package dev.tidemark.query.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.Engines;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.query.report.BehaviorReportParser;
import dev.tidemark.query.report.ReportParser;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ready questions, by name. */
@Requires(beans = Stores.class)
@Controller
@RequiresKey(KeyKind.READ)
final class ReportController {

    private final ReportParser parser;
    private final BehaviorReportParser behaviorParser;
    private final StoreChoice stores;

    ReportController(ReportParser parser, BehaviorReportParser behaviorParser, StoreChoice stores) {
        this.parser = parser;
        this.behaviorParser = behaviorParser;
        this.stores = stores;
    }

    /** Which reports there are, and what each tells. */
    @Get(uri = "/v1/reports", produces = MediaType.APPLICATION_JSON)
    Map<String, String> reports() {
        Map<String, String> summaries = new LinkedHashMap<>(ReportParser.summaries());
        summaries.putAll(BehaviorReportParser.summaries());
        return summaries;
    }

    /** Answers the report of this name, in JSON or, where {@code text/csv} is accepted before it, in CSV. */
    @Get(uri = "/v1/reports/{name}", produces = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> report(Caller caller, String name, HttpRequest<?> request) {
        Map<String, List<String>> parameters = request.getParameters().asMap();
        Answer answer = Departures.interrupting(request, () -> answer(name, parameters, caller, stores.of(request)));
        return AnswerFormat.of(request).response(answer);
    }

    private Answer answer(String name, Map<String, List<String>> parameters, Caller caller, Engines engines) {
        return parser.parse(name, parameters, caller.tenant())
                .map(engines.query()::answer)
                .or(() ->
                        behaviorParser.parse(name, parameters, caller.tenant()).map(engines.behavior()::answer))
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.NOT_FOUND,
                        "there is no report of this name, expected one of: "
                                + String.join(", ", reports().keySet())));
    }
}
