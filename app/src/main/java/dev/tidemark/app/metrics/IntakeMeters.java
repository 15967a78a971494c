package dev.tidemark.app.metrics;

import dev.tidemark.app.health.Throughput;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.Allowance;
import dev.tidemark.ingestion.pipeline.IntakeObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in, by tenant, and what does not, by tenant and reason. */
@Singleton
public final class IntakeMeters implements IntakeObserver {
    private final MeterRegistry registry;
    private final Throughput throughput;
    private final Timer decoding;
    private final Timer durable;
    private final Map<TenantId, OfTenant> tenants = new ConcurrentHashMap<>();
    private final Map<Refused, Counter> refused = new ConcurrentHashMap<>();

    IntakeMeters(MeterRegistry registry, Throughput throughput) {
        this.registry = registry;
        this.throughput = throughput;
        this.decoding = Timer.builder("tidemark.intake.decoding")
                .description("Decoding, checking and encoding of a body")
                .register(registry);
        this.durable = Timer.builder("tidemark.intake.durable")
                .description("From then until the body was durable")
                .register(registry);
    }

    @Override
    public void taken(
            TenantId tenant, int accepted, int duplicates, int bytes, Duration decodingTime, Duration durableTime) {
        OfTenant counters = tenants.computeIfAbsent(tenant, this::counters);
        counters.accepted().increment(accepted);
        counters.duplicates().increment(duplicates);
        counters.bytes().increment(bytes);
        decoding.record(decodingTime);
        durable.record(durableTime);
        throughput.add(accepted);
    }

    @Override
    public void rejected(TenantId tenant, RejectionCode code, int events) {
        rejected(tenant, code.label(), events);
    }

    @Override
    public void uncorrected(TenantId tenant, int events) {
        Counter.builder("tidemark.events.uncorrected")
                .description("Events whose sent_at could not be used, so that their timestamps are kept as sent")
                .tag("tenant", tenant.value())
                .register(registry)
                .increment(events);
    }

    @Override
    public void unreadable(TenantId tenant) {
        Counter.builder("tidemark.bodies.unreadable")
                .description("Bodies refused whole: no JSON, or too many events")
                .tag("tenant", tenant.value())
                .register(registry)
                .increment();
    }

    @Override
    public void refused(TenantId tenant, AppendResult.Reason reason, int events) {
        refusedBody(tenant, reason.name().toLowerCase(Locale.ROOT), events);
    }

    @Override
    public void limited(TenantId tenant, Allowance.Reason reason, int events) {
        refusedBody(tenant, reason.label(), events);
    }

    @Override
    public void overloaded(TenantId tenant, Admission.Reason reason) {
        refusedBody(tenant, reason.label(), 0);
    }

    /** Not all are read before they are refused: hence the bodies are counted, too. */
    private void refusedBody(TenantId tenant, String reason, int events) {
        refused.computeIfAbsent(new Refused(tenant, reason), this::refusedCounter)
                .increment();
        if (events > 0) {
            rejected(tenant, reason, events);
        }
    }

    /** Kept, since a flood of refused bodies is counted here one by one. */
    private Counter refusedCounter(Refused what) {
        return Counter.builder("tidemark.bodies.refused")
                .description("Bodies refused whole, to be sent again")
                .tag("tenant", what.tenant().value())
                .tag("reason", what.reason())
                .register(registry);
    }

    private record Refused(TenantId tenant, String reason) {}

    private void rejected(TenantId tenant, String reason, int events) {
        Counter.builder("tidemark.events.rejected")
                .description("Events that were not accepted")
                .tag("tenant", tenant.value())
                .tag("reason", reason)
                .register(registry)
                .increment(events);
    }

    private OfTenant counters(TenantId tenant) {
        return new OfTenant(
                counter("tidemark.events.accepted", "Events made durable", tenant),
                counter("tidemark.events.duplicates", "Events recognised at once as sent before", tenant),
                counter("tidemark.intake.bytes", "Bytes of bodies taken, decompressed", tenant));
    }

    private Counter counter(String name, String description, TenantId tenant) {
        return Counter.builder(name)
                .description(description)
                .tag("tenant", tenant.value())
                .register(registry);
    }

    private record OfTenant(Counter accepted, Counter duplicates, Counter bytes) {}
}
