package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.RollupTable;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.Supplier;

/**
 * Writes a batch in two statements: one stores its events, which carry the number of the batch, the next has every rollup look at what is stored under that
 * number. If either fails, or the process dies, the batch is completed by {@link Completion} before anything else is written or an id is looked up.
 */
final class ClickHouseEventWriter implements EventWriter {

    private final EventsTable table;
    private final Opener opener;
    private final Runnable claim;
    private final Completion completion;
    private final Fence fence;
    private final Supplier<List<RollupTable>> rollups;
    private final KeptSince keptSince;
    private Passage passage;
    private long last;
    private volatile boolean unsettled;

    /**
     * @param passage has just been opened
     * @param claim run before this writer goes on after a failure; throws if another has its name by now
     */
    ClickHouseEventWriter(
            EventsTable table,
            Opener opener,
            Passage passage,
            Runnable claim,
            Completion completion,
            Fence fence,
            Supplier<List<RollupTable>> rollups,
            KeptSince keptSince) {
        this.table = table;
        this.opener = opener;
        this.passage = passage;
        this.claim = claim;
        this.completion = completion;
        this.fence = fence;
        this.rollups = rollups;
        this.keptSince = keptSince;
        this.last = passage.opening() << 32;
    }

    @Override
    public synchronized void append(EventBatch batch) {
        keptSince.requireRecognisable(batch.events());
        settle();
        long number = ++last;
        RowBinary rows = new RowBinary();
        LongSummaryStatistics times = new LongSummaryStatistics();
        for (Event event : batch.events()) {
            table.write(event, number, rows);
            times.accept(event.timestamp().toEpochMilli());
        }
        unsettled = true;
        fence.alone(() -> {
            passage.insert(batch.events(), rows, number);
            passage.feed(number, times.getMin(), times.getMax());
            return number;
        });
        unsettled = false;
    }

    /**
     * Brings the batch before into order, if it failed: afterwards what is stored of it is in every rollup, and nothing more comes of it.
     *
     * @throws StorageException if the server still fails
     */
    void settle() {
        if (unsettled) {
            settleNow();
        }
    }

    private synchronized void settleNow() {
        if (unsettled) {
            passage.close(last);
            passage.open();
            fence.alone(() -> opener.isLatest(passage) ? complete() : openAnew());
            claim.run();
            unsettled = false;
        }
    }

    private int complete() {
        return completion.complete(last, rollups.get(), passage);
    }

    /** Somebody else has opened the store under this name: what this one had begun is complete since, or becomes so now. */
    private int openAnew() {
        passage.close(last);
        passage = opener.open();
        last = passage.opening() << 32;
        return 0;
    }

    /** A condition for reading what was written: it fails where another server answers than the one written to. Then {@link #doubt} is due. */
    Fragment isSameServer() {
        return passage.isOpen();
    }

    /** Has the last batch looked at again, and the way opened anew, before anything else. */
    void doubt() {
        unsettled = true;
    }

    /** Does something while no batch is being written. */
    synchronized void betweenBatches(Runnable work) {
        settle();
        work.run();
    }

    /** Closes the way for batches, once the last one is whole; whoever has the name by now sees to that otherwise. */
    synchronized void close() {
        if (unsettled && !opener.isLatest(passage)) {
            passage.close(last);
            return;
        }
        settle();
        passage.close(last);
        opener.settle(passage);
    }
}
