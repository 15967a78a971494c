package dev.tidemark.app.doctor;

import dev.tidemark.app.settings.EmbeddedSettings;
import dev.tidemark.app.settings.ServerStoreSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.settings.StoreSettings;
import dev.tidemark.app.wiring.Openings;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
        List<Finding> findings = new ArrayList<>();
        findings.add(log());
        findings.add(store("store", settings.primary()));
        settings.mirrors().forEach(mirror -> findings.add(store("mirror " + mirror.name(), mirror.store())));
        return findings;
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
            if (figures.damaged().places() > 0) {
                return Finding.warn(
                        "log",
                        "%d places with %d records were unreadable; what was kept of them is in %s, to be deleted once dealt with"
                                .formatted(
                                        figures.damaged().places(),
                                        figures.damaged().records(),
                                        settings.log().directory()));
            }
            return Finding.ok(
                    "log",
                    "whole; " + waiting + " bodies wait for the store, " + (figures.bytes() >> 20) + " of "
                            + (figures.maxBytes() >> 20) + " MiB used");
        } catch (RuntimeException e) {
            return Finding.fail("log", String.valueOf(e.getMessage()));
        }
    }

    private static Finding store(String subject, StoreSettings store) {
        return switch (store.type()) {
            case EMBEDDED -> embedded(subject, store.embedded());
            case CLICKHOUSE -> clickhouse(subject, store.server());
            case TIMESCALE -> postgreSql(subject, store.server());
            case CITUS -> citus(subject, store.server());
        };
    }

    private static Finding postgreSql(String subject, ServerStoreSettings server) {
        try {
            return Finding.ok(
                    subject,
                    "PostgreSQL " + Openings.postgreSqlVersion(server) + " answers at "
                            + server.urls().getFirst());
        } catch (RuntimeException e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private static Finding citus(String subject, ServerStoreSettings server) {
        try {
            return Finding.ok(subject, Openings.citusVersion(server) + " answers");
        } catch (RuntimeException e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private static Finding clickhouse(String subject, ServerStoreSettings server) {
        try {
            return Finding.ok(
                    subject,
                    "ClickHouse " + String.join(", ", Openings.clickhouseVersions(server))
                            + " answers at "
                            + server.urls().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        } catch (RuntimeException e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private static Finding embedded(String subject, EmbeddedSettings embedded) {
        if (absent(embedded.file())) {
            return Finding.ok(subject, "none yet");
        }
        try (Storage storage = Openings.embeddedToInspect(embedded, Clock.systemUTC())) {
            storage.check();
            StorageFigures figures = storage.figures();
            return Finding.ok(subject, "opens; " + figures.events() + " events in " + (figures.bytes() >> 20) + " MiB");
        } catch (RuntimeException e) {
            return Finding.fail(subject, String.valueOf(e.getMessage()));
        }
    }

    private static boolean absent(Path path) {
        return !Files.exists(path);
    }
}
