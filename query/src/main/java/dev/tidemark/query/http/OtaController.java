package dev.tidemark.query.http;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.query.ota.OtaAnalytics;
import dev.tidemark.query.ota.OtaAnalytics.Topic;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;

/** Numbers of over-the-air updates, at the paths and in the shapes that existing clients know. */
@Requires(beans = Stores.class)
@Controller(value = "/analytics", produces = MediaType.APPLICATION_JSON)
@RequiresKey(KeyKind.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OtaController {

    private final StoreChoice stores;
    private final QueryLimits limits;
    private final Clock clock;

    OtaController(StoreChoice stores, QueryLimits limits, Clock clock) {
        this.stores = stores;
        this.limits = limits;
        this.clock = clock;
    }

    @Get("/adoption")
    byte[] adoption(Caller caller, HttpRequest<?> request) {
        return answer(Topic.ADOPTION, caller, request);
    }

    @Get("/versions")
    byte[] versions(Caller caller, HttpRequest<?> request) {
        return answer(Topic.VERSIONS, caller, request);
    }

    @Get("/active-devices")
    byte[] activeDevices(Caller caller, HttpRequest<?> request) {
        return answer(Topic.ACTIVE_DEVICES, caller, request);
    }

    @Get("/failures")
    byte[] failures(Caller caller, HttpRequest<?> request) {
        return answer(Topic.FAILURES, caller, request);
    }

    @Get("/performance")
    byte[] performance(Caller caller, HttpRequest<?> request) {
        return answer(Topic.PERFORMANCE, caller, request);
    }

    private byte[] answer(Topic topic, Caller caller, HttpRequest<?> request) {
        OtaAnalytics analytics = new OtaAnalytics(stores.of(request), limits, clock);
        return Departures.interrupting(
                request, () -> analytics.answer(topic, request.getParameters().asMap(), caller.tenant()));
    }
}
