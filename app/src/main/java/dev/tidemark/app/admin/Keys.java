package dev.tidemark.app.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.app.control.NewKey;
import dev.tidemark.app.control.RegisteredKey;
import dev.tidemark.app.control.Registry;
import dev.tidemark.app.settings.RateLimit;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/keys}. A secret is in one answer only: that to the request which made the key. */
@Controller("/v1/keys")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class Keys {
    private static final int NAME_LENGTH = 128;

    private final Registry registry;
    private final Inputs inputs;

    Keys(Registry registry, Inputs inputs) {
        this.registry = registry;
        this.inputs = inputs;
    }

    @Get
    Listing list(@QueryValue Optional<String> tenant) {
        return new Listing(
                registry.keys(tenant.map(Inputs::tenant)).stream().map(Item::of).toList());
    }

    @Post
    @Status(HttpStatus.CREATED)
    Made add(@Body byte[] body) {
        Wanted wanted = inputs.read(body, Wanted.class);
        KeyKind kind = Inputs.kind(wanted.kind());
        String name = Optional.ofNullable(wanted.name()).orElse("");
        if (name.length() > NAME_LENGTH) {
            throw Inputs.bad("'name' has " + name.length() + " characters, expected at most " + NAME_LENGTH);
        }
        Optional<RateLimit> rate = rate(wanted.eventsPerSecond(), wanted.burst());
        if (rate.isPresent() && kind != KeyKind.WRITE) {
            throw Inputs.bad("'events_per_second' is of no use to " + kind.label()
                    + " keys, which send no events; leave it out, or make a write key");
        }
        NewKey made = registry.addKey(tenant(kind, wanted.tenant()), kind, name, rate);
        return new Made(Item.of(made.key()), made.secret().secret());
    }

    /** What the key may send from now on; with an empty object what the server allows any key. */
    @Put("/{id}/limit")
    @Status(HttpStatus.NO_CONTENT)
    void limit(String id, @Body byte[] body) {
        Rate wanted = inputs.read(body, Rate.class);
        if (!registry.limit(Inputs.id(id), rate(wanted.eventsPerSecond(), wanted.burst()))) {
            throw new HttpStatusException(
                    HttpStatus.NOT_FOUND,
                    "there is no valid write key '" + id + "'; GET /v1/keys lists all keys with their ids");
        }
    }

    private static Optional<RateLimit> rate(@Nullable Long perSecond, @Nullable Long burst) {
        if (perSecond == null) {
            if (burst != null) {
                throw Inputs.bad("'burst' is " + burst + " without 'events_per_second', expected both or none");
            }
            return Optional.empty();
        }
        check("events_per_second", perSecond, "; 0 is no limit");
        check("burst", burst == null ? 0 : burst, ", or nothing for what comes together in ten seconds");
        return Optional.of(RateLimit.of(perSecond, burst == null ? 0 : burst));
    }

    private static void check(String name, long value, String otherwise) {
        if (value < 0 || value > RateLimit.MOST) {
            throw Inputs.bad("'" + name + "' is " + value + ", expected at most " + RateLimit.MOST + otherwise);
        }
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(String id) {
        if (!registry.revoke(Inputs.id(id))) {
            throw new HttpStatusException(
                    HttpStatus.NOT_FOUND,
                    "there is no valid key '" + id + "'; GET /v1/keys lists all keys with their ids");
        }
    }

    private Optional<TenantId> tenant(KeyKind kind, @Nullable String name) {
        if (kind == KeyKind.ADMIN) {
            if (name != null) {
                throw Inputs.bad("an admin key belongs to the server; leave 'tenant' out");
            }
            return Optional.empty();
        }
        TenantId id = Inputs.tenant(name);
        if (registry.tenants().stream().noneMatch(tenant -> tenant.id().equals(id))) {
            throw Inputs.noSuchTenant(id.value());
        }
        return Optional.of(id);
    }

    @Serdeable
    record Wanted(
            @Nullable String tenant,
            @Nullable String kind,
            @Nullable String name,
            @JsonProperty("events_per_second") @Nullable Long eventsPerSecond,
            @Nullable Long burst) {}

    @Serdeable
    record Rate(
            @JsonProperty("events_per_second") @Nullable Long eventsPerSecond,
            @Nullable Long burst) {}

    @Serdeable
    record Item(
            String id,
            @Nullable String tenant,
            String kind,
            String name,
            String hint,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("last_used_on") @Nullable LocalDate lastUsedOn,
            @JsonProperty("revoked_at") @Nullable Instant revokedAt,
            @JsonProperty("events_per_second") @Nullable Long eventsPerSecond,
            @Nullable Long burst) {
        static Item of(RegisteredKey key) {
            return new Item(
                    key.id().toString(),
                    key.tenant().map(TenantId::value).orElse(null),
                    key.kind().label(),
                    key.name(),
                    key.hint(),
                    key.createdAt(),
                    key.lastUsedOn().orElse(null),
                    key.revokedAt().orElse(null),
                    key.rate().map(RateLimit::eventsPerSecond).orElse(null),
                    key.rate()
                            .filter(rate -> !rate.isUnlimited())
                            .map(RateLimit::burst)
                            .orElse(null));
        }
    }

    /** The new key; {@code secret} is what a client sends. */
    @Serdeable
    record Made(Item key, String secret) {}

    @Serdeable
    record Listing(List<Item> keys) {}
}
