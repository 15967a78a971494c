package dev.tidemark.storage.timescale;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a store has of the edition that it was written with before, where the licence has changed since. */
record FormerEdition(Connection connection) {

    private static final Logger LOG = System.getLogger(FormerEdition.class.getName());

    private static final String SELECT_COMPRESSION = """
            SELECT h.compression_enabled
            FROM timescaledb_information.hypertables AS h
            WHERE h.hypertable_schema = current_schema AND h.hypertable_name = 'events' AND h.compression_enabled""";

    private static final String SELECT_UNREPEATABLE = """
            SELECT r.tables_name
            FROM rollups AS r, horizon AS h
            WHERE r.complete_since < h.kept_since
            ORDER BY r.tables_name""";

    /**
     * The edition to go on with. Rollups in tables become continuous aggregates, filled from the events; but where they count events that are deleted by now, nothing could count these again, so that they stay in
     * tables.
     *
     * @throws StorageException if what is there cannot be used under this licence
     */
    Edition goingOnWith(Edition licensed) throws SQLException {
        if (licensed == Edition.APACHE) {
            requireUncompressed();
            return Edition.APACHE;
        }
        List<String> unrepeatable = unrepeatable();
        if (unrepeatable.isEmpty()) {
            return Edition.FULL;
        }
        LOG.log(
                Level.WARNING,
                "the tables of the rollups {0} are of the Apache edition and count events that are deleted by now, which continuous aggregates could not count again: the store goes on as on that edition. To have continuous aggregates and compression, open it once without these rollups",
                String.join(", ", unrepeatable));
        return Edition.APACHE;
    }

    private void requireUncompressed() throws SQLException {
        if (!Statements.rows(connection, SELECT_COMPRESSION, row -> row.getBoolean(1))
                .isEmpty()) {
            throw new StorageException(
                    Category.UNAVAILABLE,
                    "the licence of the TimescaleDB is apache, expected timescale: the store was written with the full edition, and its compressed chunks and continuous aggregates are of no use to the other;"
                            + " set timescaledb.license to timescale again, or export the events there and import them into a new store",
                    null);
        }
    }

    private List<String> unrepeatable() throws SQLException {
        return Tables.exists("rollups", connection) && Tables.exists("horizon", connection)
                ? Statements.rows(connection, SELECT_UNREPEATABLE, row -> row.getString(1))
                : List.of();
    }
}
