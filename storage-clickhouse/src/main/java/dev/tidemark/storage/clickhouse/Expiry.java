package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Ageing;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the server does with old events: the TTL of their table. All ages count from the end of the event's month, so that a part is dealt with as a whole.
 *
 * <p>Deleting waits {@link KeptSince#GRACE} longer. An event that was accepted at its last moment may wait in the log, and the last batch may have to be completed from its events; what waits longer
 * than {@link KeptSince#DELIVERABLE} is refused, since whether it was stored before could no longer be told.
 */
record Expiry(Server server) {

    private static final Logger LOG = System.getLogger(Expiry.class.getName());

    private static final String SELECT_TTL = """
            SELECT extract(create_table_query, ' TTL (.*) SETTINGS ')
            FROM system.tables
            WHERE database = {} AND name = {}""";

    private static final String FORMAT = """
            SELECT extract(formatQuerySingleLine({}), 'MODIFY TTL (.*)\\)$')""";

    private static final String SELECT_VOLUME = """
            SELECT count()
            FROM system.storage_policies
            WHERE volume_name = {} AND policy_name IN (SELECT storage_policy FROM system.tables WHERE database = {} AND name = {})""";

    /** Has the table deal with old events as the settings say. */
    void ensure() {
        ClickHouseSettings settings = server.settings();
        String wanted = ttl(settings.ageing());
        settings.ageing().coldVolume().ifPresent(this::requireVolume);
        String found =
                text(Fragment.of(SELECT_TTL, Fragment.value(settings.database()), Fragment.value(EventsTable.NAME)));
        String expected = wanted.isEmpty() ? "" : text(Fragment.of(FORMAT, Fragment.value(change(wanted))));
        if (!found.equals(expected)) {
            LOG.log(Level.INFO, "old events: the table had \"{0}\", from now on \"{1}\"", found, expected);
            statements(settings.ageing())
                    .forEach(statement -> server.execute("changing what becomes of old events", statement));
        }
    }

    /** What changes the table's TTL to what is wanted. */
    List<String> statements(Ageing ageing) {
        String wanted = ttl(ageing);
        String onlyParts = ageing.policy().byEventType().isEmpty() && !wanted.isEmpty() ? "1" : "0";
        return List.of(
                alter() + " MODIFY SETTING ttl_only_drop_parts = " + onlyParts,
                wanted.isEmpty() ? alter() + " REMOVE TTL" : change(wanted));
    }

    private String change(String ttl) {
        return alter() + " MODIFY TTL\n    " + ttl;
    }

    private String alter() {
        return "ALTER TABLE " + EventsTable.NAME + server.layout().onCluster();
    }

    private static String ttl(Ageing ageing) {
        RetentionPolicy policy = ageing.policy();
        List<String> clauses = new ArrayList<>();
        Lifetimes standard = policy.standard();
        if (ageing.coldVolume().isPresent() && isLimited(standard.hot())) {
            clauses.add(after(standard.hot()) + " TO VOLUME "
                    + text(ageing.coldVolume().get()));
        }
        if (isLimited(standard.cold()) && standard.cold().compareTo(standard.archive()) < 0) {
            clauses.add(after(standard.cold()) + " RECOMPRESS CODEC(ZSTD(9))");
        }
        List<String> exceptions = new ArrayList<>();
        new TreeMap<>(policy.byEventType()).forEach((type, lifetimes) -> {
            exceptions.add(text(type));
            if (isLimited(lifetimes.archive())) {
                clauses.add(
                        after(lifetimes.archive().plus(KeptSince.GRACE)) + " DELETE WHERE event_type = " + text(type));
            }
        });
        if (isLimited(standard.archive())) {
            clauses.add(after(standard.archive().plus(KeptSince.GRACE)) + " DELETE"
                    + (exceptions.isEmpty() ? "" : " WHERE event_type NOT IN (" + String.join(", ", exceptions) + ")"));
        }
        return String.join(",\n    ", clauses);
    }

    private void requireVolume(String volume) {
        ClickHouseSettings settings = server.settings();
        long volumes = server.rows(
                        "looking for the volume " + volume,
                        Fragment.of(
                                SELECT_VOLUME,
                                Fragment.value(volume),
                                Fragment.value(settings.database()),
                                Fragment.value(EventsTable.NAME)),
                        row -> row.number(1))
                .getFirst();
        if (volumes == 0) {
            throw new StorageException(
                    Category.INTERNAL,
                    "the storage policy of table " + EventsTable.NAME + " has no volume '" + volume
                            + "'; add it to the policy in the server's configuration, or name another",
                    null);
        }
    }

    private String text(Fragment select) {
        return server.rows("reading what becomes of old events", select, row -> row.presentText(1)).stream()
                .findFirst()
                .orElse("");
    }

    private static boolean isLimited(Duration lifetime) {
        return lifetime.compareTo(Lifetimes.FOREVER) < 0;
    }

    private static String after(Duration age) {
        return "toStartOfMonth(\"timestamp\") + toIntervalMonth(1) + toIntervalDay(" + age.toDays() + ")";
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
