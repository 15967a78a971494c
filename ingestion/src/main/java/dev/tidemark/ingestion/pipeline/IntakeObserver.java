package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.log.AppendResult;
import java.time.Duration;

/** Is told what the intake does; must be quick, must not throw, and is called by many threads. */
public interface IntakeObserver {

    /** Watches nothing. */
    IntakeObserver NONE = new IntakeObserver() {};

    /**
     * A body was made durable.
     *
     * @param bytes its size
     * @param decoding how long it took to decode and check it
     * @param durable how long it then took until it was durable
     */
    default void taken(TenantId tenant, int accepted, int duplicates, int bytes, Duration decoding, Duration durable) {}

    /** Events were rejected for this reason, and are dead letters now. */
    default void rejected(TenantId tenant, RejectionCode code, int events) {}

    /** Timestamps were kept as sent, since the time of sending could not be used to put them right. */
    default void uncorrected(TenantId tenant, int events) {}

    /** A body was refused whole, since it could not be read or held too many events. */
    default void unreadable(TenantId tenant) {}

    /**
     * A body was refused whole, since its sender sent more than it may. Its client was told so.
     *
     * @param events how many it held; 0 where it was not looked at
     */
    default void limited(TenantId tenant, Allowance.Reason reason, int events) {}

    /** A body was refused whole without a look at it, since there is too much at this moment. Its client was told so. */
    default void overloaded(TenantId tenant, Admission.Reason reason) {}

    /**
     * A body was refused whole by the event log. Its client was told so.
     *
     * @param events how many it held
     */
    default void refused(TenantId tenant, AppendResult.Reason reason, int events) {}
}
