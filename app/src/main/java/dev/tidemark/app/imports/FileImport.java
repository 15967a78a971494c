package dev.tidemark.app.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Imports inputs, one after the other: reads records, gives them ids, makes events, sends them in batches, and remembers how far
 * the server has acknowledged.
 */
public final class FileImport {
    private final ImportFormat format;
    private final ImportOptions options;
    private final EventSender sender;
    private final RejectedRecords rejects;
    private final ProgressStyle progress;
    private final StopSignal stop;
    private final ImportReport report;
    private final Clock clock;

    public FileImport(
            ImportFormat format,
            ImportOptions options,
            EventSender sender,
            RejectedRecords rejects,
            ProgressStyle progress,
            StopSignal stop,
            ImportReport report,
            Clock clock) {
        this.format = format;
        this.options = options;
        this.sender = sender;
        this.rejects = rejects;
        this.progress = progress;
        this.stop = stop;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Imports one input to its end, or until the user wants to stop.
     *
     * @throws IOException if the input cannot be read, or the state not be written
     * @throws TransferException if the server does not take it
     */
    public void run(Input input) throws IOException {
        if (stop.isGiven()) {
            return;
        }
        var counter = new ByteCounter();
        Optional<PositionFile> file = positionFile(input);
        Optional<Position> saved = file.isPresent() ? file.get().load() : Optional.empty();
        Optional<Position> known = saved.isPresent() ? recognised(input, saved.get()) : Optional.empty();
        try (Progress shown = progress.start(input.name(), input.size());
                RecordReader reader = format.open(input.open(counter))) {
            var pass = new ImportPass(reader, format.ids(), firstReads(known));
            if (known.isPresent() && !options.restart()) {
                report.skipped(pass.skip(known.get().records()));
            }
            save(file, pass.position());
            var batch = new BatchSender(input, reader.heading(), sender, rejects, report, options.batchEvents());
            while (!stop.isGiven() && pass.fill(batch)) {
                batch.send();
                save(file, pass.position());
                shown.at(counter.bytes(), pass.records());
            }
        }
    }

    private Optional<PositionFile> positionFile(Input input) throws IOException {
        if (!input.isRepeatable()) {
            return Optional.empty();
        }
        Path path = input.path().orElseThrow().toRealPath();
        return Optional.of(options.state()
                .position(Stream.concat(Stream.of(path.toString()), options.scope().stream())
                        .toList()));
    }

    /** The saved position, if the input still begins with the records that it counts, and the server has them. */
    private Optional<Position> recognised(Input input, Position saved) throws IOException {
        try (RecordReader reader = format.open(input.open(new ByteCounter()))) {
            var pass = new ImportPass(reader, format.ids(), saved.firstReads());
            boolean same = pass.skip(saved.records()) == saved.records()
                    && pass.position().prefix() == saved.prefix();
            return same && isThere(input) ? Optional.of(saved) : Optional.empty();
        }
    }

    private boolean isThere(Input input) throws IOException {
        try (RecordReader reader = format.open(input.open(new ByteCounter()))) {
            return reader.next()
                    .map(first -> options.isThere().test(first.content()))
                    .orElse(true);
        }
    }

    /** An import that was broken off goes on with its own time; records added after a whole one are read now. */
    private FirstReads firstReads(Optional<Position> known) {
        Instant now = clock.instant();
        return known.map(position -> position.complete()
                        ? position.firstReads().andFrom(position.records(), now)
                        : position.firstReads())
                .orElseGet(() -> FirstReads.from(now));
    }

    private static void save(Optional<PositionFile> file, Position position) throws IOException {
        if (file.isPresent()) {
            file.get().save(position);
        }
    }
}
