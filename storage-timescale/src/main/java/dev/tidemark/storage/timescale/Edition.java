package dev.tidemark.storage.timescale;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/** What the licence of a TimescaleDB allows. */
enum Edition {
    /** Everything. */
    FULL,
    /** No continuous aggregates, no compression, no policies. */
    APACHE;

    private static final Logger LOG = System.getLogger(Edition.class.getName());

    private static final int LEAST_MINOR = 13;

    private static final String SELECT = """
            SELECT current_setting('timescaledb.license'), e.extversion
            FROM pg_extension AS e
            WHERE e.extname = 'timescaledb'""";

    /** Makes sure that the extension is there, recent enough, and says what it lacks. */
    static Edition of(Connection connection) throws SQLException {
        Statements.execute(connection, "CREATE EXTENSION IF NOT EXISTS timescaledb");
        return Statements.rows(connection, SELECT, row -> of(row.getString(1), row.getString(2)))
                .getFirst();
    }

    private static Edition of(String license, String version) {
        requireVersion(version);
        if (license.equals("timescale")) {
            return FULL;
        }
        LOG.log(
                Level.WARNING,
                "TimescaleDB {0} is of the Apache edition, which has no continuous aggregates and no compression: rollups are kept by this server, and old events stay as they are",
                version);
        return APACHE;
    }

    private static void requireVersion(String version) {
        String[] numbers = version.split("[.-]", -1);
        boolean recent = numbers.length >= 2
                && numbers[0].matches("[0-9]+")
                && numbers[1].matches("[0-9]+")
                && (Integer.parseInt(numbers[0]) > 2
                        || (numbers[0].equals("2") && Integer.parseInt(numbers[1]) >= LEAST_MINOR));
        if (!recent) {
            throw new StorageException(
                    Category.UNAVAILABLE,
                    "the database has TimescaleDB " + version + ", expected 2." + LEAST_MINOR
                            + " or later; update the extension, or choose another store",
                    null);
        }
    }
}
