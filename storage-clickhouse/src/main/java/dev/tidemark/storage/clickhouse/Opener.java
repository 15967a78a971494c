package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;

/**
 * Opens the store for a writer of a name. Afterwards what earlier openings of the name were doing, in whatever process, is complete, and nothing more comes of it: a number is noted first, then the entrances of all smaller numbers
 * are closed; and who opens an entrance looks for a greater number before it is used.
 */
final class Opener {

    private static final Logger LOG = System.getLogger(Opener.class.getName());

    private final Server server;
    private final EventsTable events;
    private final ClickHouseDialect dialect;
    private final Completion completion;
    private final String writer;
    private final Supplier<List<RollupTable>> rollups;

    Opener(
            Server server,
            EventsTable events,
            ClickHouseDialect dialect,
            Completion completion,
            String writer,
            Supplier<List<RollupTable>> rollups) {
        this.server = server;
        this.events = events;
        this.dialect = dialect;
        this.completion = completion;
        this.writer = writer;
        this.rollups = rollups;
    }

    /** An open passage of a number of its own. */
    Passage open() {
        while (true) {
            Passage passage = new Passage(server, events, dialect, Openings.take(writer, server));
            passage.open();
            if (isLatest(passage)) {
                settleEarlier(passage);
                return passage;
            }
            passage.close(passage.opening() << 32);
        }
    }

    /** Whether nobody has opened the store under this name since. */
    boolean isLatest(Passage passage) {
        return Openings.latest(writer, server) == passage.opening();
    }

    /** Notes that the opening is over and its last batch whole. */
    void settle(Passage passage) {
        Openings.settle(passage.opening(), writer, server);
    }

    private void settleEarlier(Passage passage) {
        for (long earlier : Openings.unsettled(passage.opening(), writer, server)) {
            Passage.closeAll(earlier, server);
            int completed = completion.completeLast(earlier, rollups.get(), passage);
            if (completed > 0) {
                LOG.log(
                        Level.INFO,
                        "the last batch before was missing in {0} months of rollups; it is complete now",
                        Integer.toString(completed));
            }
            Openings.settle(earlier, writer, server);
        }
    }
}
