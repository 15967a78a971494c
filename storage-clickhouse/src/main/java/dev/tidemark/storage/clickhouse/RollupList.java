package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollup.Gap;
import dev.tidemark.storage.sql.ListedRollup;
import dev.tidemark.storage.sql.RollupTable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the store knows of its rollups: the table {@code rollups} has a row for each, with its definition and how its tables' names begin, {@code
 * rollup_months} the months that are, or were, to be filled. A later revision of a row replaces the earlier one.
 */
final class RollupList {

    private static final String SELECT_ROLLUPS = """
            SELECT tables_name, rollup_name, definition, events_to_fill, filled_before, toUnixTimestamp64Milli(complete_since)
            FROM rollups FINAL
            WHERE dropped = 0
            ORDER BY created_at DESC, tables_name DESC""";

    private static final String SELECT_MONTHS = """
            SELECT month, events
            FROM rollup_months FINAL
            WHERE tables_name = {} AND filled = 0""";

    private static final String INSERT_MONTHS = """
            INSERT INTO rollup_months (tables_name, month, events, filled, revision)
            SELECT {}, toUInt32(toYYYYMM("timestamp")) AS month, count(), 0, {}
            FROM events
            WHERE batch < {}
            GROUP BY month""";

    private static final String INSERT_ROLLUP = """
            INSERT INTO rollups (tables_name, rollup_name, definition, events_to_fill, filled_before, complete_since, created_at, dropped, revision)
            SELECT {}, {}, {}, {}, {}, fromUnixTimestamp64Milli({}, 'UTC'), now64(3), {}, {}""";

    private static final String FORGET_MONTHS = """
            INSERT INTO rollup_months (tables_name, month, events, filled, revision)
            SELECT tables_name, month, events, 1, {}
            FROM rollup_months FINAL
            WHERE tables_name = {} AND filled = 0""";

    private final Server server;
    private long revision = Instant.now().toEpochMilli() * 1000;

    RollupList(Server server) {
        this.server = server;
    }

    /** The tables of everything on the list that are there. */
    List<RollupTable> tables(RollupTables tables) {
        return entries().stream()
                .flatMap(entry -> entry.definition().stream()
                        .flatMap(definition -> tables.of(definition.named(entry.tablesName())).stream()))
                .filter(table -> !Tables.columns(table.name(), server).isEmpty())
                .toList();
    }

    /** The newest first. */
    List<Entry> entries() {
        return server.rows(
                "reading the list of rollups",
                Fragment.of(SELECT_ROLLUPS),
                row -> new Entry(
                        row.presentText(1),
                        row.presentText(2),
                        DefinitionText.readIfKnown(row.presentText(3)),
                        row.presentText(3),
                        row.number(4),
                        row.number(5),
                        Instant.ofEpochMilli(row.number(6))));
    }

    /** The months of UTC that are still to be filled, and how many events each had when the rollup was new. */
    List<Gap> months(String tablesName) {
        return server.rows(
                "reading what is to be filled of " + tablesName,
                Fragment.of(SELECT_MONTHS, Fragment.value(tablesName)),
                row -> new Gap(range(month(row.number(1))), row.number(2)));
    }

    /** Adds a rollup that lacks every month which has events of batches below this one, and knows nothing of the time before. */
    Entry add(RollupDefinition definition, String tablesName, long before, Instant since) {
        server.execute(
                "listing what is to be filled of " + tablesName,
                Fragment.of(INSERT_MONTHS, Fragment.value(tablesName), Fragment.value(next()), Fragment.value(before)));
        long events = months(tablesName).stream().mapToLong(Gap::events).sum();
        Entry entry = new Entry(
                tablesName,
                definition.name(),
                Optional.of(definition),
                DefinitionText.of(definition),
                events,
                before,
                since);
        write(entry, 0);
        return entry;
    }

    /** Where there is still something to be filled: what has been deleted meanwhile is not filled any more, and not answered for. */
    Entry limited(Entry entry, Instant since) {
        if (!since.isAfter(entry.completeSince()) || months(entry.tablesName()).isEmpty()) {
            return entry;
        }
        Entry limited = new Entry(
                entry.tablesName(),
                entry.rollupName(),
                entry.definition(),
                entry.definitionText(),
                entry.eventsToFill(),
                entry.filledBefore(),
                since);
        write(limited, 0);
        return limited;
    }

    /** Notes that a month is filled. */
    void strikeOff(String tablesName, YearMonth month) {
        server.execute(
                "noting a month of " + tablesName,
                Fragment.of(
                        "INSERT INTO rollup_months (tables_name, month, events, filled, revision) SELECT {}, {}, 0, 1, {}",
                        Fragment.value(tablesName),
                        Fragment.value((long) number(month)),
                        Fragment.value(next())));
    }

    void remove(Entry entry) {
        server.execute(
                "forgetting months of " + entry.tablesName(),
                Fragment.of(FORGET_MONTHS, Fragment.value(next()), Fragment.value(entry.tablesName())));
        write(entry, 1);
    }

    private void write(Entry entry, long dropped) {
        server.execute(
                "listing " + entry.tablesName(),
                Fragment.of(
                        INSERT_ROLLUP,
                        Fragment.value(entry.tablesName()),
                        Fragment.value(entry.rollupName()),
                        Fragment.value(entry.definitionText()),
                        Fragment.value(entry.eventsToFill()),
                        Fragment.value(entry.filledBefore()),
                        Fragment.value(entry.completeSince().toEpochMilli()),
                        Fragment.value(dropped),
                        Fragment.value(next())));
    }

    private synchronized long next() {
        return ++revision;
    }

    private static YearMonth month(long number) {
        return YearMonth.of((int) number / 100, (int) number % 100);
    }

    private static TimeRange range(YearMonth month) {
        return new TimeRange(start(month), start(month.plusMonths(1)));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    /**
     * A row of {@code rollups}.
     *
     * @param tablesName how the names of its tables begin
     * @param filledBefore batches below this were there before the rollup
     * @param completeSince of the time before this, events had been deleted before the rollup was there
     */
    record Entry(
            String tablesName,
            String rollupName,
            Optional<RollupDefinition> definition,
            String definitionText,
            long eventsToFill,
            long filledBefore,
            Instant completeSince)
            implements ListedRollup {}
}
