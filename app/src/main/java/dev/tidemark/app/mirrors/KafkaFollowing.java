package dev.tidemark.app.mirrors;

import dev.tidemark.app.settings.MirrorSettings;
import dev.tidemark.domain.storage.Storage;

/** What this process does so that a mirror follows a log in Kafka. */
@FunctionalInterface
interface KafkaFollowing {

    Follower follow(MirrorSettings mirror, Storage store);
}
