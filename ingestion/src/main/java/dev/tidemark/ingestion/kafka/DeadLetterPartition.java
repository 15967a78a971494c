package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.delivery.DeadLetterDelivery;
import dev.tidemark.ingestion.delivery.DeliveryState;

/** Keeps the dead letters of a partition. */
record DeadLetterPartition(DeadLetterDelivery delivery) implements PartitionWork.Running {

    @Override
    public DeliveryState state() {
        return delivery.state();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
