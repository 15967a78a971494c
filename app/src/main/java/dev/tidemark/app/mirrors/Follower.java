package dev.tidemark.app.mirrors;

import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.mirror.MirrorState;
import java.util.Optional;

/** What keeps a mirror up to date, or knows how far others have. */
interface Follower extends AutoCloseable {

    MirrorState state();

    /** Cheap. */
    boolean isFilled();

    /** The consumers of Kafka that bring it up to date, if they do. */
    Optional<String> group();

    /**
     * Gives up the mirror's place in a log on local disk, if it keeps more there than is left for others.
     *
     * @param room how many bytes the log may still grow by
     * @return whether it did
     */
    boolean giveWay(LogFigures figures, long room);

    @Override
    void close();
}
