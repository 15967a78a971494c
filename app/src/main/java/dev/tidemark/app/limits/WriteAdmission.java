package dev.tidemark.app.limits;

import dev.tidemark.app.metrics.IntakeMeters;
import dev.tidemark.app.security.Authentication;
import dev.tidemark.app.security.Principal;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.http.EventController;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.Allowance;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses events before their body is decompressed or read, where its sender has nothing left, or the server no room; hands what is left to the entrance
 * otherwise, which takes from it when it knows how much came. After the key was checked, before anything else.
 */
@ServerFilter({"/v1/events", "/events"})
final class WriteAdmission implements Ordered {
    private final KeyLimits limits;
    private final Quotas quotas;
    private final Admission admission;
    private final IntakeMeters meters;
    private final ErrorResponseProcessor<?> form;

    WriteAdmission(
            KeyLimits limits, Quotas quotas, Admission admission, IntakeMeters meters, ErrorResponseProcessor<?> form) {
        this.limits = limits;
        this.quotas = quotas;
        this.admission = admission;
        this.meters = meters;
        this.form = form;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order() + 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        Optional<Principal> sender = Authentication.principalOf(request);
        Optional<TenantId> tenant = sender.flatMap(Principal::tenant);
        return tenant.isEmpty() ? null : admit(request, sender.orElseThrow(), tenant.get());
    }

    private @Nullable HttpResponse<?> admit(HttpRequest<?> request, Principal sender, TenantId tenant) {
        RequestAllowance allowance = new RequestAllowance(limits.of(sender), quotas, quotas.today(tenant));
        request.setAttribute(EventController.ALLOWANCE, allowance);
        Optional<Allowance.Excess> excess = allowance.check();
        if (excess.isPresent()) {
            meters.limited(tenant, excess.get().reason(), 0);
            return refusal(
                    request,
                    HttpStatus.TOO_MANY_REQUESTS,
                    excess.get().message(),
                    excess.get().retryAfter());
        }
        Optional<Admission.Overload> overload = admission.check(tenant);
        if (overload.isPresent()) {
            meters.overloaded(tenant, overload.get().reason());
            return refusal(
                    request,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    overload.get().message(),
                    overload.get().retryAfter());
        }
        return null;
    }

    /** Tells the client where it stands. */
    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(EventController.ALLOWANCE, RequestAllowance.class)
                .ifPresent(allowance -> allowance.headers().addTo(response.getHeaders()));
    }

    private HttpResponse<?> refusal(HttpRequest<?> request, HttpStatus status, String detail, Duration retryAfter) {
        MutableHttpResponse<?> response = form.processResponse(
                ErrorContext.builder(request).errorMessage(detail).build(), HttpResponse.status(status));
        tell(request, response);
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(LimitHeaders.seconds(retryAfter)));
    }
}
