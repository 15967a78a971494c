package dev.tidemark.app.mirrors;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.mirror.MirrorState;
import dev.tidemark.query.answer.Stores;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The primary store and its mirrors. */
public final class Mirrors implements Stores, AutoCloseable {
    private final Storage primary;
    private final List<MirroredStore> mirrors;

    Mirrors(Storage primary, List<MirroredStore> mirrors, MirrorMeters meters) {
        this.primary = primary;
        this.mirrors = List.copyOf(mirrors);
        this.mirrors.forEach(meters::watch);
        ask();
    }

    /** Without the primary. */
    public List<MirroredStore> mirrors() {
        return mirrors;
    }

    /** The mirror of this name. */
    public Optional<MirroredStore> mirror(String name) {
        return mirrors.stream().filter(mirror -> mirror.name().equals(name)).findFirst();
    }

    @Override
    public List<Storage> all() {
        return Stream.concat(Stream.of(primary), mirrors.stream().map(MirroredStore::storage))
                .toList();
    }

    @Override
    public Optional<String> obstacle(String name) {
        return mirror(name).filter(mirror -> !mirror.follower().isFilled()).map(this::obstacle);
    }

    private String obstacle(MirroredStore mirror) {
        MirrorState state = mirror.state();
        return String.format(
                Locale.ROOT,
                "the store %s is being filled, with %d of about %d events so far; ask %s, which has them all, or ask again later",
                mirror.name(),
                state.taken(),
                Math.max(state.taken(), state.total()),
                primary.name());
    }

    /** Asks all mirrors how they are. */
    void ask() {
        mirrors.forEach(MirroredStore::ask);
    }

    /** All at the same time, since each may take as long as a stop may take. */
    @Override
    public void close() {
        List<Thread> closing = mirrors.stream()
                .map(mirror ->
                        Thread.ofPlatform().name("close-" + mirror.name()).start(mirror::close))
                .toList();
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
