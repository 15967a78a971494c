package dev.tidemark.app.security;

import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.TenantId;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives routes their {@link Caller} argument. The tenant is the key's; an admin key has none and names one by the query
 * parameter {@code tenant}, which is not looked at for any other kind.
 */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
    private final KeyRing keys;

    CallerBinder(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public Argument<Caller> argumentType() {
        return Argument.of(Caller.class);
    }

    @Override
    public BindingResult<Caller> bind(ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
        return () -> Authentication.principalOf(request)
                .map(principal -> new Caller(principal.tenant().orElseGet(() -> named(request)), principal.kind()));
    }

    private TenantId named(HttpRequest<?> request) {
        String name = Optional.ofNullable(request.getParameters().get("tenant"))
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.BAD_REQUEST,
                        "an admin key belongs to no tenant; name the tenant that is meant, as in ?tenant=acme"));
        return keys.tenant(name)
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.NOT_FOUND, "there is no tenant '" + name + "'; GET /v1/tenants lists them"));
    }
}
