package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.LocalDate;

/** Is told what a delivery does, on its thread; must be quick and must not throw. */
public interface DeliveryObserver {

    /** Watches nothing. */
    DeliveryObserver NONE = new DeliveryObserver() {};

    /** The store took events. */
    default void stored(int events, Duration took) {}

    /** Events were dropped since the store, or the same batch, has them. */
    default void duplicates(TenantId tenant, int events) {}

    /** An event became a dead letter behind the log. */
    default void refused(TenantId tenant, RejectionCode code) {}

    /** Something failed and is tried again after {@code wait}. */
    default void retrying(String message, Throwable cause, Duration wait) {}

    /** The delivery goes on, or has ended, but an operator should know. */
    default void trouble(String message, Throwable cause) {}

    /** The ids of a day of event time were read from the store. */
    default void dayLoaded(LocalDate day, long events, long bytes, Duration took) {}

    /** Ids that the filters did not know to be new were looked up in the store. */
    default void lookedUp(int events, int found) {}
}
