package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.delivery.DeliveryState;

/** What is done with the records of a partition while this process has it. */
@FunctionalInterface
interface PartitionWork {

    /**
     * Begins, without waiting for anything.
     *
     * @param reader begins with the first record that is not saved
     * @param claim throws if the partition is another process's by now; may block
     */
    Running begin(PartitionReader reader, Runnable claim);

    /** Work that has begun. */
    interface Running extends AutoCloseable {

        DeliveryState state();

        /** Ends what is being done, saves how far it came, and returns. */
        @Override
        void close();
    }
}
