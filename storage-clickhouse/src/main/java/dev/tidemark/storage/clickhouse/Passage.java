package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.Event;
import dev.tidemark.storage.sql.Fragment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of this process's batches into the store. Both statements of a batch name its entrance, a table of no rows: a statement that arrives when the entrance
 * has been closed, however late, fails; one that is under way then is killed and waited for. So after {@link #close} nothing more comes of what was sent before.
 */
final class Passage {

    /** What all rollups look at: takes rows and keeps none. */
    static final String FEED = "feed";

    private final Server server;
    private final EventsTable events;
    private final long opening;
    private final String columns;
    private int closings;

    Passage(Server server, EventsTable events, ClickHouseDialect dialect, long opening) {
        this.server = server;
        this.events = events;
        this.opening = opening;
        this.columns = events.names().stream().map(dialect::quote).collect(Collectors.joining(", "));
    }

    void open() {
        server.execute("opening an entrance", events.createPassage(entrance()));
        server.execute(
                "opening an entrance",
                "CREATE MATERIALIZED VIEW IF NOT EXISTS " + view() + " TO " + EventsTable.NAME + " AS SELECT " + columns
                        + " FROM " + entrance());
    }

    /** Makes the events of a batch part of the table of events: those of each month at once. */
    void insert(List<Event> batch, RowBinary rows, long number) {
        server.insert("storing " + batch.size() + " events", entrance(), events.names(), id("events", number), rows);
    }

    /** Has all rollups look at the stored events of a batch. */
    void feed(long number, long fromMillis, long toMillis) {
        server.execute(
                "adding a batch to rollups",
                "INSERT INTO " + FEED + " (" + columns + ") SELECT " + columns + " FROM " + EventsTable.NAME
                        + " WHERE " + EventsTable.BATCH + " = " + number
                        + " AND \"timestamp\" >= fromUnixTimestamp64Milli(toInt64(" + fromMillis + "), 'UTC')"
                        + " AND \"timestamp\" <= fromUnixTimestamp64Milli(toInt64(" + toMillis + "), 'UTC')"
                        + " AND (SELECT count() FROM " + entrance() + ") = 0",
                id("rollups", number),
                Inserts.OF_ONE_BLOCK);
    }

    /** Closes the entrance for ever; the next one may be opened. */
    void close(long number) {
        server.execute("closing an entrance", "DROP TABLE IF EXISTS " + view() + "");
        server.execute("closing an entrance", "DROP TABLE IF EXISTS " + entrance() + "");
        server.kill(id("events", number));
        server.kill(id("rollups", number));
        closings++;
    }

    /** Closes all entrances of an opening that is over. */
    static void closeAll(long opening, Server server) {
        List<String> left = server.rows(
                "looking for entrances",
                Fragment.of(
                        "SELECT name FROM system.tables WHERE database = {} AND startsWith(name, {}) ORDER BY name DESC",
                        Fragment.value(server.settings().database()),
                        Fragment.value("entrance_" + opening + "_")),
                row -> row.presentText(1));
        left.forEach(name -> server.execute("closing an entrance", "DROP TABLE IF EXISTS " + name + ""));
        server.rows(
                "ending statements",
                Fragment.of("KILL QUERY WHERE startsWith(query_id, 'tidemark-"
                        + server.settings().database() + "-" + opening + "-') SYNC"),
                row -> row);
    }

    private String entrance() {
        return "entrance_" + opening + "_" + closings;
    }

    private String view() {
        return entrance() + "_way";
    }

    private String id(String step, long number) {
        return "tidemark-" + server.settings().database() + "-" + opening + "-" + (number & 0xffff_ffffL) + "-" + step
                + "-" + closings;
    }
}
