package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.KeptSince.Noted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The table {@code retention}, in the transaction of the connection. */
public record RetentionNotes(Connection connection) implements KeptSince.Notes<SQLException> {

    private static final String SELECT = """
            SELECT event_type, deleted_before, lifetime_days
            FROM retention""";

    private static final String WRITE = """
            INSERT INTO retention (event_type, deleted_before, lifetime_days)
            VALUES ({}, {}, {})
            ON CONFLICT (event_type) DO UPDATE SET deleted_before = EXCLUDED.deleted_before, lifetime_days = EXCLUDED.lifetime_days""";

    @Override
    public Map<String, Noted> read() throws SQLException {
        Map<String, Noted> noted = new HashMap<>();
        Statements.forEach(
                connection,
                Fragment.of(SELECT),
                row -> noted.put(
                        row.getString(1),
                        new Noted(row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3))));
        return noted;
    }

    @Override
    public void write(String type, Noted noted, Instant now) throws SQLException {
        Statements.update(
                connection,
                Fragment.of(
                        WRITE,
                        Fragment.value(type),
                        Fragment.value(noted.since().atOffset(ZoneOffset.UTC)),
                        Fragment.value(noted.days())));
    }
}
