package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Which bodies are taken at this moment: as many as memory and the log have room for, and of no tenant so many that others find none. What a
 * sender may send by contract is not decided here but by its {@link Allowance}. Safe for many threads.
 */
public final class Admission {

    /** An eighth of the heap, but twice what a body may have by default, so that a large one finds room beside others. */
    private static final long MAX_BYTES_IN_FLIGHT =
            Math.clamp(Runtime.getRuntime().maxMemory() / 8, 32L << 20, 64L << 20);

    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);
    private static final int BEHIND_RETRY_SECONDS = 5;

    private final LogPressure pressure;
    private final LogShares shares = new LogShares();
    private final SharedBudget inFlight;
    private final IntSupplier tenants;

    /** @param tenants how many tenants there are; a single one need not leave room for others */
    public Admission(LogPressure pressure, IntSupplier tenants) {
        this(pressure, tenants, MAX_BYTES_IN_FLIGHT);
    }

    /** Of what has to be taken however much waits in the log, since it is on its way out of there: only memory is bounded. */
    public static Admission byMemory(InstantSource clock) {
        Duration never = Duration.ofSeconds(Long.MAX_VALUE / 1000 / 1000);
        var unlimited = new LogPressure.Limits(Long.MAX_VALUE, Long.MAX_VALUE, never, never);
        return new Admission(new LogPressure(unlimited, clock), () -> 1);
    }

    Admission(LogPressure pressure, IntSupplier tenants, long maxBytesInFlight) {
        this.pressure = requireNonNull(pressure, "pressure is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.inFlight = new SharedBudget(maxBytesInFlight);
    }

    /**
     * A body is not taken now.
     *
     * @param message what is the matter and what to do
     */
    public record Overload(Reason reason, String message, Duration retryAfter) {
        public Overload {
            requireNonNull(reason, "reason is null");
            requireNonNull(message, "message is null");
            requireNonNull(retryAfter, "retryAfter is null");
        }
    }

    /** What there is too much of. */
    public enum Reason {
        /** Bodies that are being taken. */
        BUSY,
        /** Events that wait for the store. */
        BEHIND,
        /** Events of this tenant that wait for the store. */
        LOG_SHARE;

        /** As metrics call it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes note of the log as it is now; to be called every second or so. */
    public LogPressure.Reading observe(LogFigures figures) {
        shares.observe(
                figures.cursors().stream().mapToLong(Backlog::records).max().orElse(0));
        return pressure.observe(figures);
    }

    /** Whether a body of this tenant would be taken, as far as this does not depend on its size. */
    public Optional<Overload> check(TenantId tenant) {
        Optional<String> refusal = pressure.refusal();
        if (refusal.isPresent()) {
            return Optional.of(new Overload(Reason.BEHIND, refusal.get(), someTime()));
        }
        LogPressure.Reading now = pressure.reading();
        if (now.level() == LogPressure.Level.CALM || tenants.getAsInt() < 2) {
            return Optional.empty();
        }
        long held = (long) (shares.share(tenant) * now.bytes());
        if (SharedBudget.allows(held, 0, pressure.limits().tooHighBytes() - now.bytes())) {
            return Optional.empty();
        }
        return Optional.of(new Overload(
                Reason.LOG_SHARE,
                "The store is behind, and %d of the %d bytes that wait for it are of this tenant; what is left of %d is for others until it has caught up. Send this again; what was accepted before is kept."
                        .formatted(held, now.bytes(), pressure.limits().tooHighBytes()),
                someTime()));
    }

    /** Not the same for everybody, so that those who were refused together do not come back together. */
    private static Duration someTime() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(BEHIND_RETRY_SECONDS, 3 * BEHIND_RETRY_SECONDS));
    }

    /** Takes a body in, unless there is no room. */
    Optional<Overload> enter(TenantId tenant, int bytes) {
        Optional<Overload> overload = check(tenant);
        if (overload.isPresent() || inFlight.enter(tenant, bytes)) {
            return overload;
        }
        return Optional.of(new Overload(
                Reason.BUSY,
                "The server is taking nearly " + inFlight.limit()
                        + " bytes of events already, or much of that from this tenant. Send this again.",
                BUSY_RETRY));
    }

    /** A body that was taken in is done with. */
    void leave(TenantId tenant, int bytes) {
        inFlight.leave(tenant, bytes);
    }

    /** A body was made durable. */
    void appended(TenantId tenant, int bytes) {
        shares.appended(tenant, bytes);
    }
}
