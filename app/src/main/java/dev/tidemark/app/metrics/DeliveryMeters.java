package dev.tidemark.app.metrics;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens between the event log and a store. */
public final class DeliveryMeters implements DeliveryObserver {
    private static final Logger log = LoggerFactory.getLogger(DeliveryMeters.class);

    private static final String STORE = "store";

    private final MeterRegistry registry;
    private final String store;
    private final boolean isMirror;
    private final Counter stored;
    private final Timer flushes;
    private final Counter retries;
    private final Counter lookups;
    private final Counter found;

    private DeliveryMeters(MeterRegistry registry, String store, boolean isMirror) {
        this.registry = registry;
        this.store = store;
        this.isMirror = isMirror;
        this.stored = counter("tidemark.events.stored", "Events written to the store");
        this.flushes = Timer.builder("tidemark.delivery.flushes")
                .description("Batches written to the store and the time they took")
                .tag(STORE, store)
                .register(registry);
        this.retries = retries(registry, store);
        this.lookups =
                counter("tidemark.delivery.lookups", "Events looked up in the store to see whether they are new");
        this.found = counter("tidemark.delivery.lookups.found", "Those of them that were stored already");
    }

    public static DeliveryMeters ofPrimary(MeterRegistry registry, String store) {
        return new DeliveryMeters(registry, store, false);
    }

    /** Of a store that may refuse what the primary took. */
    public static DeliveryMeters ofMirror(MeterRegistry registry, String store) {
        return new DeliveryMeters(registry, store, true);
    }

    @Override
    public void stored(int events, Duration took) {
        stored.increment(events);
        flushes.record(took);
    }

    @Override
    public void duplicates(TenantId tenant, int events) {
        Counter.builder("tidemark.events.dropped.duplicates")
                .description("Events not written since the store has them")
                .tag("tenant", tenant.value())
                .tag(STORE, store)
                .register(registry)
                .increment(events);
    }

    @Override
    public void refused(TenantId tenant, RejectionCode code) {
        Counter.builder("tidemark.events.rejected")
                .description("Events that were not accepted")
                .tag("tenant", tenant.value())
                .tag("reason", isMirror ? "refused_by_mirror" : code.label())
                .register(registry)
                .increment();
    }

    @Override
    public void retrying(String message, Throwable cause, Duration wait) {
        retries.increment();
        log.warn("delivery to {} failed and is tried again in {} ms: {}", store, wait.toMillis(), message, cause);
    }

    @Override
    public void trouble(String message, Throwable cause) {
        log.error("delivery to {}: {}", store, message, cause);
    }

    @Override
    public void dayLoaded(LocalDate day, long events, long bytes, Duration took) {
        log.debug("read {} ids of {} in {} ms, kept in {} bytes", events, day, took.toMillis(), bytes);
    }

    @Override
    public void lookedUp(int events, int known) {
        lookups.increment(events);
        found.increment(known);
    }

    static Counter retries(MeterRegistry registry, String store) {
        return Counter.builder("tidemark.delivery.retries")
                .description("Deliveries that failed and are tried again")
                .tag(STORE, store)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tag(STORE, store).register(registry);
    }
}
