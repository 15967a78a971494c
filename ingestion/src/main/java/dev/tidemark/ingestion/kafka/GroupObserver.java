package dev.tidemark.ingestion.kafka;

import java.util.List;

/** Is told what a group of consumers does; must be quick and must not throw. */
public interface GroupObserver {

    /** Watches nothing. */
    GroupObserver NONE = new GroupObserver() {};

    /** This process is to work on these partitions. */
    default void assigned(String topic, List<Integer> partitions) {}

    /** It has ended its work on them, and another process may go on. */
    default void revoked(String topic, List<Integer> partitions) {}

    /** Another process may have gone on with them already, since this one was not heard of for too long. */
    default void lost(String topic, List<Integer> partitions) {}

    /** Records were deleted before they were delivered: the topic keeps them for too short a time. */
    default void expired(String topic, int partition, long records) {}

    /** Something failed; it is tried again. */
    default void trouble(String message, Throwable cause) {}
}
