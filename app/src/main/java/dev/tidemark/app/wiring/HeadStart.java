package dev.tidemark.app.wiring;

import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.Storage;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens the store and the control database on threads of their own while the framework starts, which takes about as long: on two
 * processors a start takes little more than half the time.
 */
public final class HeadStart implements AutoCloseable {
    private final CompletableFuture<Storage> storage;
    private final CompletableFuture<ControlDatabase> control;

    private HeadStart(CompletableFuture<Storage> storage, CompletableFuture<ControlDatabase> control) {
        this.storage = storage;
        this.control = control;
    }

    public static HeadStart begin(Settings settings) {
        return new HeadStart(
                opening("open-storage", () -> switch (settings.storage()) {
                    case EMBEDDED -> Openings.embedded(settings, Clock.systemUTC());
                    case CLICKHOUSE -> Openings.clickhouse(settings);
                    case CITUS -> Openings.citus(settings);
                }),
                opening("open-control", () -> ControlDatabase.open(settings.control())));
    }

    /** The store, once it is open. */
    Storage storage() {
        return storage.join();
    }

    /** The control database, once it is open. */
    ControlDatabase control() {
        return control.join();
    }

    /** Closes what was opened; for a start that failed. */
    @Override
    public void close() {
        close(storage, Storage::close);
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
