package dev.tidemark.storage.citus;

import dev.tidemark.domain.event.Event;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the table of events, one for each month of UTC. Events may be of any month, so a part is made when the first event comes: beside the table, which is then told of it, so that
 * nobody who reads or writes has to wait.
 */
final class Partitions implements PostgreSqlEventWriter.Preparation {

    /** For questions; and for the ids of a day. Parts that are kept by columns need none: they have the least and greatest value of each piece of each column. */
    private static final String CREATE = """
            CREATE TABLE %1$s (LIKE %2$s INCLUDING ALL EXCLUDING INDEXES);
            CREATE INDEX %1$s_by_time ON %1$s (tenant_id, "timestamp");
            CREATE INDEX %1$s_by_day ON %1$s USING brin ("timestamp") WITH (autosummarize = on);
            ALTER TABLE %2$s ATTACH PARTITION %1$s FOR VALUES FROM ('%3$s') TO ('%4$s')""";

    private static final String LIST = """
            SELECT c.relname, m.amname
            FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_am AS m ON m.oid = c.relam
            WHERE i.inhparent = to_regclass('events')
            ORDER BY c.relname""";

    private static final Pattern NAME = Pattern.compile(EventsTable.NAME + "_([0-9]{4})_(0[1-9]|1[0-2])");

    private final PostgreSql server;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Partitions(PostgreSql server) {
        this.server = server;
    }

    @Override
    public void prepare(List<Event> events) {
        Set<YearMonth> missing = new TreeSet<>();
        for (Event event : events) {
            YearMonth month = YearMonth.from(event.timestamp().atOffset(ZoneOffset.UTC));
            if (!known.contains(month)) {
                missing.add(month);
            }
        }
        if (!missing.isEmpty()) {
            ensure(missing);
        }
    }

    /** Those that are there, the oldest first. */
    static List<Part> list(Connection connection) throws SQLException {
        return Statements.rows(connection, LIST, row -> part(row.getString(1), row.getString(2))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Has the part looked for again before the next batch that needs it. */
    void forget(YearMonth month) {
        known.remove(month);
    }

    private void ensure(Set<YearMonth> months) {
        long lock = new AdvisoryLocks(server.settings().schema()).partitions();
        server.write("making room for " + months, connection -> {
            Statements.execute(connection, "SELECT pg_advisory_xact_lock(" + lock + ")");
            for (YearMonth month : absent(months, connection)) {
                Statements.execute(connection, create(month));
            }
            return months;
        });
        known.addAll(months);
    }

    private static Set<YearMonth> absent(Set<YearMonth> months, Connection connection) throws SQLException {
        Set<YearMonth> absent = new TreeSet<>();
        for (YearMonth month : months) {
            if (!Tables.exists(name(month), connection)) {
                absent.add(month);
            }
        }
        return absent;
    }

    static String create(YearMonth month) {
        return CREATE.formatted(name(month), EventsTable.NAME, start(month), start(month.plusMonths(1)));
    }

    static String name(YearMonth month) {
        return EventsTable.NAME + "_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    /** Empty where it is no part of ours. */
    private static Optional<Part> part(String name, String method) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Part(
                        YearMonth.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))), method))
                : Optional.empty();
    }

    static String start(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }

    /**
     * A part.
     *
     * @param method by which its rows are accessed: {@code heap}, {@code columnar}
     */
    record Part(YearMonth month, String method) {}
}
