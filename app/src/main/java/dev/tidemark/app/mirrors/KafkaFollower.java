package dev.tidemark.app.mirrors;

import dev.tidemark.ingestion.kafka.GroupDelivery;
import dev.tidemark.ingestion.kafka.MirrorGroup;
import dev.tidemark.ingestion.kafka.MirrorGroups;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.mirror.MirrorState;
import java.util.Optional;

/**
 * Has a part in reading the log in Kafka, or leaves that to other processes.
 *
 * @param delivery of this process
 */
record KafkaFollower(MirrorGroup mirror, MirrorGroups groups, Optional<GroupDelivery> delivery) implements Follower {

    @Override
    public MirrorState state() {
        return groups.state(mirror.name(), delivery.map(GroupDelivery::state));
    }

    @Override
    public boolean isFilled() {
        return groups.isFilled(mirror.name());
    }

    @Override
    public Optional<String> group() {
        return Optional.of(mirror.group());
    }

    /** A topic is as large as its own settings say. */
    @Override
    public boolean giveWay(LogFigures figures, long room) {
        return false;
    }

    @Override
    public void close() {
        delivery.ifPresent(GroupDelivery::close);
    }
}
