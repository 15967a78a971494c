package dev.tidemark.app.mirrors;

import dev.tidemark.app.metrics.SlowQuestions;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.mirror.MirrorState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mirror: its store, what keeps it up to date, and how the store is.
 *
 * <p>The store is asked how it is in the background, and told about by what it said last: one that does not answer must not hold up what asks about this server.
 */
public final class MirroredStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MirroredStore.class);

    private final Storage storage;
    private final SlowQuestions slow;
    private final Follower follower;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private volatile Answer answer = new Answer(0, Optional.of("it was not asked yet"));

    MirroredStore(Storage storage, SlowQuestions slow, Follower follower) {
        this.storage = storage;
        this.slow = slow;
        this.follower = follower;
    }

    /**
     * What a store said when it was asked how it is.
     *
     * @param trouble empty if it is well
     */
    public record Answer(long milliseconds, Optional<String> trouble) {}

    public String name() {
        return storage.name();
    }

    Storage storage() {
        return storage;
    }

    /** Of its questions the slowest. */
    public SlowQuestions slow() {
        return slow;
    }

    public MirrorState state() {
        return follower.state();
    }

    public Answer answer() {
        return answer;
    }

    Follower follower() {
        return follower;
    }

    /** Asks the store how it is, on a thread of its own; not while it has not answered the time before. */
    void ask() {
        if (isAsked.compareAndSet(false, true)) {
            Thread.ofPlatform().name("check-" + name()).daemon().start(this::check);
        } else {
            answer = new Answer(answer.milliseconds(), Optional.of("it does not answer"));
        }
    }

    private void check() {
        long start = System.nanoTime();
        Optional<String> trouble = Optional.empty();
        try {
            storage.check();
        } catch (RuntimeException e) {
            log.debug("the mirror {} is not well", name(), e);
            trouble = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            answer = new Answer((System.nanoTime() - start) / 1_000_000, trouble);
            isAsked.set(false);
        }
    }

    @Override
    public void close() {
        follower.close();
        storage.close();
    }
}
