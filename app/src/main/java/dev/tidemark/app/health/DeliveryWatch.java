package dev.tidemark.app.health;

import dev.tidemark.ingestion.delivery.DeliveryState;

/** How the deliveries of this process are doing. */
public interface DeliveryWatch {

    /** From the log to the primary store. */
    DeliveryState events();

    /** From the log to the control database. */
    DeliveryState deadLetters();
}
