package dev.tidemark.app.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.app.control.Registry;
import dev.tidemark.app.control.Tenant;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.domain.tenant.TenantId;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants}. */
@Controller("/v1/tenants")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class Tenants {
    private final Registry registry;
    private final Inputs inputs;

    Tenants(Registry registry, Inputs inputs) {
        this.registry = registry;
        this.inputs = inputs;
    }

    @Get
    Listing list() {
        return new Listing(registry.tenants().stream().map(Item::of).toList());
    }

    @Post
    @Status(HttpStatus.CREATED)
    Item add(@Body byte[] body) {
        Wanted wanted = inputs.read(body, Wanted.class);
        TenantId id = Inputs.tenant(wanted.tenant());
        return registry.addTenant(id)
                .map(Item::of)
                .orElseThrow(
                        () -> new HttpStatusException(HttpStatus.CONFLICT, "there is a tenant '" + id + "' already"));
    }

    /** How many events the tenant may send on a UTC day from now on; with an empty object what the server allows any tenant. */
    @Put("/{tenant}/quota")
    @Status(HttpStatus.NO_CONTENT)
    void limit(String tenant, @Body byte[] body) {
        Optional<Long> quota =
                Optional.ofNullable(inputs.read(body, Quota.class).eventsPerDay());
        quota.filter(events -> events < 0).ifPresent(events -> {
            throw Inputs.bad("'events_per_day' is " + events + ", expected a whole number; 0 is no limit");
        });
        if (!registry.limit(Inputs.tenant(tenant), quota)) {
            throw Inputs.noSuchTenant(tenant);
        }
    }

    @Delete("/{tenant}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(String tenant) {
        if (!registry.removeTenant(Inputs.tenant(tenant))) {
            throw Inputs.noSuchTenant(tenant);
        }
    }

    @Serdeable
    record Wanted(@Nullable String tenant) {}

    @Serdeable
    record Quota(@JsonProperty("events_per_day") @Nullable Long eventsPerDay) {}

    @Serdeable
    record Item(
            String tenant,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("events_per_day") @Nullable Long eventsPerDay) {
        static Item of(Tenant tenant) {
            return new Item(
                    tenant.id().value(),
                    tenant.createdAt(),
                    tenant.eventsPerDay().orElse(null));
        }
    }

    @Serdeable
    record Listing(List<Item> tenants) {}
}
