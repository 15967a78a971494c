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
        createEntrance().forEach(statement -> server.execute("opening an entrance", statement));
    }

    List<String> createEntrance() {
        return List.of(
                events.createPassage(entrance(), ""),
                "CREATE MATERIALIZED VIEW IF NOT EXISTS " + view() + " TO " + EventsTable.NAME + " AS SELECT " + columns
                        + " FROM " + entrance());
    }

    /** A condition that is always true, and fails where there is no entrance: closed meanwhile, or another server of the shard that answers now. */
    Fragment isOpen() {
        return Fragment.of("(SELECT count() FROM " + entrance() + ") = 0");
    }

    /** Makes the events of a batch part of the table of events: those of each month at once. */
    void insert(List<Event> batch, RowBinary rows, long number) {
        server.insert("storing " + batch.size() + " events", entrance(), events.names(), id("events", number), rows);
    }

    /** Has all rollups look at the stored events of a batch. */
    void feed(long number, long fromMillis, long toMillis) {
        server.execute(
                "adding a batch to rollups",
                feedStatement(number, fromMillis, toMillis),
                id("rollups", number),
                Inserts.OF_ONE_BLOCK);
    }

    String feedStatement(long number, long fromMillis, long toMillis) {
        return "INSERT INTO " + FEED + " (" + columns + ") SELECT " + columns + " FROM " + EventsTable.NAME
                + " WHERE " + EventsTable.BATCH + " = " + number
                + " AND \"timestamp\" >= fromUnixTimestamp64Milli(toInt64(" + fromMillis + "), 'UTC')"
                + " AND \"timestamp\" <= fromUnixTimestamp64Milli(toInt64(" + toMillis + "), 'UTC')"
                + " AND " + isOpen().text();
    }

    /**
     * Closes the entrance for ever; the next one may be opened. First the entrance, then the view behind it: a statement that finds the entrance and no view stores nothing and does not fail, and then the next one of its batch has to
     * fail, which asks for the entrance.
     */
    void close(long number) {
        server.drop("closing an entrance", entrance());
        server.drop("closing an entrance", view());
        server.kill(id("events", number));
        server.kill(id("rollups", number));
        closings++;
    }

    /** Closes all entrances of an opening that is over. */
    static void closeAll(long opening, Server server) {
        left(opening, server).forEach(name -> server.drop("closing an entrance", name));
        server.killWhere("startsWith(query_id, 'tidemark-" + server.settings().database() + "-" + opening + "-')");
    }

    /** What is left of the ways of an opening, as it is to be closed: each entrance before its view, which follows it by name. */
    static List<String> left(long opening, Server server) {
        Layout layout = server.layout();
        return server.rows(
                "looking for entrances",
                Fragment.of(
                        "SELECT DISTINCT name FROM " + layout.onAllReplicas("system.tables")
                                + " WHERE database = {} AND startsWith(name, {}) ORDER BY name"
                                + layout.skippingAbsent(),
                        Fragment.value(server.settings().database()),
                        Fragment.value("entrance_" + opening + "_")),
                row -> row.presentText(1));
    }

    long opening() {
        return opening;
    }

    /** The id of a statement that completes a table; it is killed with the rest when the opening is over. */
    String completingId(String table) {
        return id(table, 0);
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
