package dev.tidemark.app.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.app.control.UsageStore;
import dev.tidemark.app.limits.Quotas;
import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.domain.tenant.TenantId;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /v1/usage}: how many events a tenant sent on which day, and how many it may today. */
@Controller("/v1/usage")
@RequiresKey({KeyKind.READ, KeyKind.WRITE, KeyKind.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class Usage {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final UsageStore store;
    private final Quotas quotas;

    Usage(UsageStore store, Quotas quotas) {
        this.store = store;
        this.quotas = quotas;
    }

    @Get
    Report report(Caller caller, @QueryValue Optional<Integer> days) {
        int count = days.orElse(USUAL_DAYS);
        if (count < 1 || count > MOST_DAYS) {
            throw Inputs.bad("'days' is " + count + ", expected 1 to " + MOST_DAYS);
        }
        TenantId tenant = caller.tenant();
        Quotas.Day today = quotas.today(tenant);
        LocalDate date = LocalDate.ofEpochDay(today.epochDay());
        long accepted = quotas.accepted(today);
        OptionalLong quota = quotas.quota(tenant);
        return new Report(
                tenant.value(),
                date,
                accepted,
                quota.isPresent() ? quota.getAsLong() : null,
                quota.isPresent() ? Math.max(0, quota.getAsLong() - accepted) : null,
                date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                store.days(tenant, count).reversed().entrySet().stream()
                        .map(day -> new OfDay(day.getKey(), day.getValue()))
                        .toList());
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Report(
            String tenant,
            LocalDate day,
            long accepted,
            @JsonProperty("events_per_day") @Nullable Long eventsPerDay,
            @Nullable Long remaining,
            @JsonProperty("resets_at") Instant resetsAt,
            List<OfDay> days) {}

    @Serdeable
    record OfDay(LocalDate day, long accepted) {}
}
