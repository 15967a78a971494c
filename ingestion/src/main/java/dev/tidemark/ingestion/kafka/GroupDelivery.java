package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.delivery.DeliveryState;
import java.util.Collection;

/** The part that this process has in what a group delivers. */
public final class GroupDelivery implements AutoCloseable {
    private final ConsumerGroup group;

    GroupDelivery(ConsumerGroup group) {
        this.group = group;
    }

    /** The worst of its partitions. */
    public DeliveryState state() {
        return group.state();
    }

    /** Which partitions it has at the moment. */
    public Collection<Integer> partitions() {
        return group.partitions();
    }

    /** Writes what is at hand, saves how far it came, and hands its partitions to others. */
    @Override
    public void close() {
        group.close();
    }
}
