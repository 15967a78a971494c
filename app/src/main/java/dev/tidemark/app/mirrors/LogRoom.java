package dev.tidemark.app.mirrors;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.wiring.Choices;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogFigures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has mirrors give up their place in the local log that would leave the primary none. */
@Singleton
@Requires(property = Choices.MIRRORS_FOLLOW, value = Choices.LOCAL)
class LogRoom {
    private static final Logger log = LoggerFactory.getLogger(LogRoom.class);

    private final Mirrors mirrors;
    private final EventLog eventLog;
    private final Path directory;
    private final MirrorMeters meters;

    LogRoom(Mirrors mirrors, EventLog eventLog, Settings settings, MeterRegistry registry) {
        this.mirrors = mirrors;
        this.eventLog = eventLog;
        this.directory = settings.log().directory();
        this.meters = new MirrorMeters(registry);
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "1s")
    void makeWay() {
        if (mirrors.mirrors().isEmpty()) {
            return;
        }
        LogFigures figures = eventLog.figures();
        long room = Math.min(figures.maxBytes() - figures.bytes(), usable());
        for (MirroredStore mirror : mirrors.mirrors()) {
            if (mirror.follower().giveWay(figures, room)) {
                meters.gaveWay(mirror.name());
                log.warn(
                        "the mirror {} was so far behind that it filled the event log; it gave up its place there, and takes over everything from the primary again once it can be written to",
                        mirror.name());
            }
        }
    }

    private long usable() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the disk of the event log does not tell its free space", e);
        }
    }
}
