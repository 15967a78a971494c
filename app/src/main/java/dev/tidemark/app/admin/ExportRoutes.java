package dev.tidemark.app.admin;

import dev.tidemark.app.control.Registry;
import dev.tidemark.app.control.Tenant;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Stores;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /v1/export}: all that is stored, tenant by tenant and page by page. */
@Requires(beans = Stores.class)
@Controller("/v1/export")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportRoutes {
    /** After which position the next page begins; absent from the last one. */
    static final String NEXT = "Tidemark-Next";

    static final String EVENTS = "Tidemark-Events";

    private static final String NDJSON = "application/x-ndjson";
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 20_000;

    private final Storage storage;
    private final Registry registry;
    private final Clock clock;
    private final Duration timeout;

    ExportRoutes(Storage storage, Registry registry, Settings settings, Clock clock) {
        this.storage = storage;
        this.registry = registry;
        this.clock = clock;
        this.timeout = settings.query().timeout();
    }

    @Get("/tenants")
    Listing tenants() {
        Instant now = clock.instant();
        SortedMap<TenantId, Long> stored = storage.storedEvents().tenants(timeout);
        Set<TenantId> registered = registry.tenants().stream().map(Tenant::id).collect(Collectors.toSet());
        SortedMap<TenantId, Long> all = new TreeMap<>(stored);
        registered.forEach(tenant -> all.putIfAbsent(tenant, 0L));
        return new Listing(
                now,
                all.entrySet().stream()
                        .map(tenant -> new Item(
                                tenant.getKey().value(), tenant.getValue(), registered.contains(tenant.getKey())))
                        .toList());
    }

    @Get(produces = NDJSON)
    HttpResponse<byte[]> events(
            @QueryValue @Nullable String tenant,
            @QueryValue Optional<String> after,
            @QueryValue("received_from") Optional<String> receivedFrom,
            @QueryValue Optional<Integer> limit) {
        TenantId owner = Inputs.tenant(tenant);
        int most = limit.orElse(DEFAULT_LIMIT);
        if (most < 1 || most > MAX_LIMIT) {
            throw Inputs.bad("limit is " + most + ", expected 1 to " + MAX_LIMIT);
        }
        requireKnown(owner);
        var read = new EventsRead(
                owner,
                after.map(ExportRoutes::position),
                receivedFrom.map(text -> Inputs.instant("received_from", text)),
                most,
                timeout);
        ExportPage page = ExportPage.read(storage.storedEvents(), read);
        MutableHttpResponse<byte[]> answer =
                HttpResponse.ok(page.lines()).header(EVENTS, Integer.toString(page.events()));
        page.next().ifPresent(next -> answer.header(NEXT, next.toString()));
        return answer;
    }

    /** A tenant that was removed may have events still. */
    private void requireKnown(TenantId tenant) {
        boolean isRegistered =
                registry.tenants().stream().anyMatch(known -> known.id().equals(tenant));
        if (!isRegistered && !storage.storedEvents().tenants(timeout).containsKey(tenant)) {
            throw Inputs.noSuchTenant(tenant.value());
        }
    }

    private static EventPosition position(String text) {
        try {
            return EventPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw Inputs.bad("after: " + e.getMessage() + "; it is the header " + NEXT + " of the answer before");
        }
    }

    /**
     * @param now by the server's clock, from before the counting
     */
    @Serdeable
    record Listing(Instant now, List<Item> tenants) {}

    /**
     * @param registered false for a tenant that was removed and whose events are still there
     */
    @Serdeable
    record Item(String tenant, long events, boolean registered) {}
}
