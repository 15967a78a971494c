package dev.tidemark.app.exports;

import dev.tidemark.app.exports.EventPages.Inventory;
import dev.tidemark.app.exports.EventPages.Stored;
import dev.tidemark.app.exports.Manifest.TenantFile;
import dev.tidemark.app.imports.Progress;
import dev.tidemark.app.imports.ProgressStyle;
import dev.tidemark.app.imports.StopSignal;
import dev.tidemark.app.imports.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Exports tenants of a running server into a directory, one after the other. Broken off however it may be, it goes on where it was when it is run again. */
public final class StoreExport {
    /** How much is done again at most after a crash. */
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);

    private final EventPages pages;
    private final ExportDirectory directory;
    private final ProgressStyle progress;
    private final StopSignal stop;

    public StoreExport(EventPages pages, ExportDirectory directory, ProgressStyle progress, StopSignal stop) {
        this.pages = pages;
        this.directory = directory;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * What to export.
     *
     * @param tenants none for all that are registered
     * @param receivedFrom empty for all events
     * @param restart whether to begin anew, whatever is in the directory
     */
    public record Wish(List<String> tenants, Optional<String> receivedFrom, boolean restart) {
        public Wish {
            tenants = List.copyOf(tenants);
        }
    }

    /**
     * What an export came to.
     *
     * @param fetched events of this run
     * @param leftOut tenants that were removed and whose events are still there
     * @param stopped whether the user wanted to stop before the end
     */
    public record Outcome(Manifest manifest, long fetched, List<String> leftOut, boolean stopped) {
        public Outcome {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Exports to the end, or until the user wants to stop.
     *
     * @throws IOException if the directory cannot be written
     * @throws TransferException if the server does not answer, or the directory holds something else
     */
    public Outcome run(Wish wish) throws IOException {
        Inventory inventory = pages.inventory();
        List<Stored> wanted = wanted(wish, inventory);
        Files.createDirectories(directory.path());
        Manifest manifest = manifest(wish, inventory);
        for (Stored tenant : wanted) {
            if (manifest.of(tenant.tenant()).isEmpty()) {
                manifest = manifest.with(TenantFile.begin(tenant.tenant()));
            }
        }
        directory.save(manifest);
        long before = events(manifest);
        for (Stored tenant : wanted) {
            manifest = export(tenant, manifest);
        }
        boolean stopped = manifest.tenants().stream().anyMatch(file -> !file.complete()) && stop.isGiven();
        return new Outcome(manifest, events(manifest) - before, leftOut(wish, inventory), stopped);
    }

    private static List<Stored> wanted(Wish wish, Inventory inventory) {
        if (wish.tenants().isEmpty()) {
            return inventory.tenants().stream().filter(Stored::registered).toList();
        }
        return wish.tenants().stream()
                .map(name -> inventory.tenants().stream()
                        .filter(tenant -> tenant.tenant().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new TransferException(
                                "the server has no tenant '" + name + "'; 'tenants list' lists them")))
                .toList();
    }

    private static List<String> leftOut(Wish wish, Inventory inventory) {
        return inventory.tenants().stream()
                .filter(tenant -> wish.tenants().isEmpty() && !tenant.registered())
                .map(Stored::tenant)
                .toList();
    }

    private Manifest manifest(Wish wish, Inventory inventory) throws IOException {
        Optional<Manifest> found = directory.load();
        if (found.isEmpty() || wish.restart()) {
            return Manifest.begin(inventory.now(), wish.receivedFrom());
        }
        Optional<String> earlier = Optional.ofNullable(found.get().receivedFrom());
        if (!earlier.equals(wish.receivedFrom())) {
            throw new TransferException(directory.path() + " holds an export of events "
                    + earlier.map(from -> "received from " + from + " on").orElse("whenever received")
                    + "; choose another directory, the same --received-from, or --restart");
        }
        return found.get();
    }

    private Manifest export(Stored tenant, Manifest known) throws IOException {
        TenantFile begun = known.of(tenant.tenant()).orElseThrow();
        if (begun.complete() || stop.isGiven()) {
            return known;
        }
        Manifest manifest = known;
        Optional<String> receivedFrom = Optional.ofNullable(known.receivedFrom());
        OptionalLong size = receivedFrom.isEmpty() ? OptionalLong.of(tenant.events()) : OptionalLong.empty();
        try (TenantExport file = TenantExport.open(directory.file(begun), begun);
                Progress shown = progress.start(tenant.tenant(), size)) {
            long saved = System.nanoTime();
            while (!file.written().complete() && !stop.isGiven()) {
                file.append(pages.page(
                        tenant.tenant(), Optional.ofNullable(file.written().next()), receivedFrom));
                if (System.nanoTime() - saved >= BETWEEN_CHECKPOINTS.toNanos()) {
                    manifest = checkpoint(manifest, file);
                    saved = System.nanoTime();
                }
                shown.at(file.written().events(), file.written().events());
            }
            return checkpoint(manifest, file);
        }
    }

    private Manifest checkpoint(Manifest manifest, TenantExport file) throws IOException {
        Manifest next = manifest.with(file.sync());
        directory.save(next);
        return next;
    }

    private static long events(Manifest manifest) {
        return manifest.tenants().stream().mapToLong(TenantFile::events).sum();
    }
}
