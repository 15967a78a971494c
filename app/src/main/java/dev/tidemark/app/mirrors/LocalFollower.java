package dev.tidemark.app.mirrors;

import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.mirror.Mirror;
import dev.tidemark.ingestion.mirror.MirrorState;
import java.util.Optional;

/** Reads the log on local disk. */
record LocalFollower(Mirror mirror) implements Follower {

    @Override
    public MirrorState state() {
        return mirror.state();
    }

    @Override
    public boolean isFilled() {
        return mirror.isFilled();
    }

    @Override
    public Optional<String> group() {
        return Optional.empty();
    }

    @Override
    public boolean giveWay(LogFigures figures, long room) {
        return mirror.giveWay(figures, room);
    }

    @Override
    public void close() {
        mirror.close();
    }
}
