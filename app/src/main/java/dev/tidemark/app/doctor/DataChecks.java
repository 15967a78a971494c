package dev.tidemark.app.doctor;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.wiring.Openings;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Opens the log and the store as a server would, which repairs a torn tail and migrates an old schema, and closes them again.
 * What was never made is not made here.
 */
final class DataChecks {
    private final Settings settings;

    DataChecks(Settings settings) {
        this.settings = settings;
    }

    List<Finding> run() {
        return List.of(log(), store());
    }

    private Finding log() {
        if (absent(settings.log().directory())) {
            return Finding.ok("log", "none yet");
        }
        try (EventLog log = Openings.localLog(settings.log(), Clock.systemUTC())) {
            LogFigures figures = log.figures();
            long waiting = figures.cursors().stream()
                    .mapToLong(LogFigures.Backlog::records)
                    .max()
                    .orElse(0);
            return Finding.ok(
                    "log",
                    "whole; " + waiting + " bodies wait for the store, " + (figures.bytes() >> 20) + " of "
                            + (figures.maxBytes() >> 20) + " MiB used");
        } catch (RuntimeException e) {
            return Finding.fail("log", String.valueOf(e.getMessage()));
        }
    }

    private Finding store() {
        return switch (settings.storage()) {
            case EMBEDDED -> embedded();
            case CLICKHOUSE -> clickhouse();
            case CITUS -> citus();
        };
    }

    private Finding citus() {
        try {
            return Finding.ok("store", Openings.citusVersion(settings.serverStore()) + " answers");
        } catch (RuntimeException e) {
            return Finding.fail("store", String.valueOf(e.getMessage()));
        }
    }

    private Finding clickhouse() {
        try {
            return Finding.ok(
                    "store",
                    "ClickHouse " + String.join(", ", Openings.clickhouseVersions(settings.serverStore()))
                            + " answers at "
                            + settings.serverStore().urls().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        } catch (RuntimeException e) {
            return Finding.fail("store", String.valueOf(e.getMessage()));
        }
    }

    private Finding embedded() {
        if (absent(settings.embedded().file())) {
            return Finding.ok("store", "none yet");
        }
        try (Storage storage = Openings.embeddedToInspect(settings.embedded(), Clock.systemUTC())) {
            storage.check();
            StorageFigures figures = storage.figures();
            return Finding.ok("store", "opens; " + figures.events() + " events in " + (figures.bytes() >> 20) + " MiB");
        } catch (RuntimeException e) {
            return Finding.fail("store", String.valueOf(e.getMessage()));
        }
    }

    private static boolean absent(Path path) {
        return !Files.exists(path);
    }
}
