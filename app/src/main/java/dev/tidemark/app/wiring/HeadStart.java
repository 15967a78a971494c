package dev.tidemark.app.wiring;

import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens the store and the control database on threads of their own while the framework starts, which takes about as long: on two
 * processors a start takes little more than half the time.
 */
public final class HeadStart implements AutoCloseable {
    private final Optional<CompletableFuture<Storage>> storage;
    private final CompletableFuture<ControlDatabase> control;

    private HeadStart(Optional<CompletableFuture<Storage>> storage, CompletableFuture<ControlDatabase> control) {
        this.storage = storage;
        this.control = control;
    }

    public static HeadStart begin(Settings settings) {
        return new HeadStart(
                Choices.usesStore(settings)
                        ? Optional.of(opening(
                                "open-storage", () -> Openings.store(settings.primary(), settings, Clock.systemUTC())))
                        : Optional.empty(),
                opening("open-control", () -> openControl(settings)));
    }

    /** H2 takes a directory for a file in its way where somebody else, here the store, makes it between two of H2's looks. */
    private static ControlDatabase openControl(Settings settings) {
        if (!settings.control().isShared()) {
            makeDirectory(settings.dataDirectory());
        }
        return ControlDatabase.open(settings.control());
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data directory " + directory + " cannot be created (" + e
                            + "); name one that this user may write to",
                    e);
        }
    }

    /** The store, once it is open. Only where a role of this process needs it. */
    Storage storage() {
        return storage.orElseThrow().join();
    }

    /** The control database, once it is open. */
    ControlDatabase control() {
        return control.join();
    }

    /** Closes what was opened; for a start that failed. */
    @Override
    public void close() {
        storage.ifPresent(opened -> close(opened, Storage::close));
        close(control, ControlDatabase::close);
    }

    private static <T> void close(CompletableFuture<T> opening, Consumer<T> close) {
        try {
            close.accept(opening.join());
        } catch (CompletionException e) {
            // it did not open, and who waited for it has told so
        }
    }

    private static <T> CompletableFuture<T> opening(String name, Supplier<T> open) {
        return CompletableFuture.supplyAsync(
                open, task -> Thread.ofPlatform().name(name).daemon().start(task));
    }
}
