package dev.tidemark.app.mirrors;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.MeasuredLog;
import dev.tidemark.ingestion.mirror.MirrorState;
import dev.tidemark.query.answer.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The primary store and its mirrors. Takes care that no mirror holds up the primary. */
public final class Mirrors implements Stores, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mirrors.class);

    private final Storage primary;
    private final List<MirroredStore> mirrors;
    private final MeasuredLog eventLog;
    private final Settings settings;
    private final MirrorMeters meters;

    Mirrors(
            Storage primary,
            List<MirroredStore> mirrors,
            MeasuredLog eventLog,
            Settings settings,
            MirrorMeters meters) {
        this.primary = primary;
        this.mirrors = List.copyOf(mirrors);
        this.eventLog = eventLog;
        this.settings = settings;
        this.meters = meters;
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
        return mirror(name).filter(mirror -> !mirror.mirror().isFilled()).map(this::obstacle);
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

    /** Has mirrors give up their place in the log that would leave the primary none. */
    void makeWay() {
        if (mirrors.isEmpty()) {
            return;
        }
        LogFigures figures = eventLog.figures();
        long room = Math.min(figures.maxBytes() - figures.bytes(), usable());
        for (MirroredStore mirror : mirrors) {
            if (mirror.mirror().giveWay(figures, room)) {
                meters.gaveWay(mirror.name());
                log.warn(
                        "the mirror {} was so far behind that it filled the event log; it gave up its place there, and takes over everything from the primary again once it can be written to",
                        mirror.name());
            }
        }
    }

    private long usable() {
        try {
            return Files.getFileStore(settings.log().directory()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the disk of the event log does not tell its free space", e);
        }
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
