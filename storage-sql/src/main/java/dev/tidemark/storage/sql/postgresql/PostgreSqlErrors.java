package dev.tidemark.storage.sql.postgresql;

import com.zaxxer.hikari.pool.HikariPool;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server's error codes mean: by the five characters of SQLSTATE, or the two of their class. */
public final class PostgreSqlErrors {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTERNAL_ERROR = "XX000";
    private static final String IO_ERROR = "58030";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    private static final Set<String> OVERLOADED = Set.of(
            "40", // transaction rollback: serialization failure, deadlock
            "53", // insufficient resources
            "55", // object not in prerequisite state: lock not available
            QUERY_CANCELED);

    private static final Set<String> UNAVAILABLE = Set.of(
            "08", // connection exception
            "25006", // read-only transaction, as on a standby
            "28", // invalid authorization
            "3D", // invalid catalog name: no such database
            "42501", // insufficient privilege
            "53100", // disk full
            "57", // operator intervention: shutdown, starting up
            "58" // system error
            );

    private static final Set<String> TOO_MUCH = Set.of("54"); // program limit exceeded

    private static final Set<String> REFUSED = Set.of(
            "22", // data exception
            "23", // integrity constraint violation
            "54" // program limit exceeded
            );

    private PostgreSqlErrors() {}

    /** @param purpose what was being done */
    public static StorageException whileReading(String purpose, SQLException error) {
        return exception(purpose, error, category(error, TOO_MUCH, Category.INVALID_QUERY));
    }

    /** @param purpose what was being done */
    public static StorageException whileWriting(String purpose, SQLException error) {
        return exception(purpose, error, category(error, REFUSED, Category.REFUSED));
    }

    /** Of a pool that could not make its first connection. */
    static StorageException whileConnecting(String purpose, HikariPool.PoolInitializationException error) {
        return error.getCause() instanceof SQLException cause
                ? whileReading(purpose, cause)
                : new StorageException(Category.UNAVAILABLE, purpose + ": " + error.getMessage(), error);
    }

    /** Whether what was waited for was held by others for too long. */
    public static boolean isLockTimeout(SQLException error) {
        return LOCK_NOT_AVAILABLE.equals(error.getSQLState());
    }

    static boolean isCanceled(SQLException error) {
        return QUERY_CANCELED.equals(error.getSQLState());
    }

    /** Whether a COPY may have failed because a row is there already. What a worker of a cluster says of that comes as an error of input and output. */
    static boolean mayBeDuplicate(SQLException error) {
        return UNIQUE_VIOLATION.equals(error.getSQLState()) || IO_ERROR.equals(error.getSQLState());
    }

    /** What a cluster says without a code of its own when a worker goes away while it is written to; such messages are not translated. */
    private static boolean isLossOfWorker(SQLException error) {
        return INTERNAL_ERROR.equals(error.getSQLState())
                && String.valueOf(error.getMessage()).contains("failure on connection");
    }

    private static Category category(SQLException error, Set<String> faults, Category ofFaults) {
        String state = state(error);
        if (state == null || error instanceof SQLTransientConnectionException || isLossOfWorker(error)) {
            return Category.UNAVAILABLE; // the pool has no connection, or the driver lost it
        }
        if (isAmong(faults, state)) {
            return ofFaults;
        }
        if (UNAVAILABLE.contains(state)) {
            return Category.UNAVAILABLE;
        }
        if (isAmong(OVERLOADED, state)) {
            return Category.OVERLOADED;
        }
        return isAmong(UNAVAILABLE, state) ? Category.UNAVAILABLE : Category.INTERNAL;
    }

    private static boolean isAmong(Set<String> states, String state) {
        return states.contains(state) || states.contains(state.substring(0, 2));
    }

    private static @Nullable String state(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.length() != 5 ? null : state;
    }

    private static StorageException exception(String purpose, SQLException error, Category category) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf('\n');
        return new StorageException(category, purpose + ": " + (end < 0 ? message : message.substring(0, end)), error);
    }
}
