package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.KeptSince.Noted;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The table {@code retention}: a later revision of a row replaces the earlier one. */
record RetentionNotes(Server server) implements KeptSince.Notes<RuntimeException> {

    private static final String SELECT = """
            SELECT event_type, toUnixTimestamp64Milli(deleted_before), lifetime_days
            FROM retention FINAL""";

    private static final String INSERT = """
            INSERT INTO retention (event_type, deleted_before, lifetime_days, revision)
            SELECT {}, fromUnixTimestamp64Milli({}, 'UTC'), {}, {}""";

    @Override
    public Map<String, Noted> read() {
        Map<String, Noted> noted = new HashMap<>();
        server.rows(
                "reading since when events are kept",
                Fragment.of(SELECT),
                row -> noted.put(row.presentText(1), new Noted(Instant.ofEpochMilli(row.number(2)), row.number(3))));
        return noted;
    }

    @Override
    public void write(String type, Noted noted, Instant now) {
        server.execute(
                "noting since when events are kept",
                Fragment.of(
                        INSERT,
                        Fragment.value(type),
                        Fragment.value(noted.since().toEpochMilli()),
                        Fragment.value(noted.days()),
                        Fragment.value(now.toEpochMilli())));
    }
}
