package dev.tidemark.storage.clickhouse;

import com.clickhouse.client.api.ServerException;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.util.Set;

/** What the server's error codes mean; see {@code system.errors} for their names. What is no answer of the server is a server that cannot be reached. */
final class ClickHouseErrors {

    /** The names are those of the server. */
    private static final Set<Integer> OVERLOADED = Set.of(
            158, // TOO_MANY_ROWS
            159, // TIMEOUT_EXCEEDED
            160, // TOO_SLOW
            202, // TOO_MANY_SIMULTANEOUS_QUERIES
            209, // SOCKET_TIMEOUT
            241, // MEMORY_LIMIT_EXCEEDED
            252, // TOO_MANY_PARTS
            307, // TOO_MANY_BYTES
            394, // QUERY_WAS_CANCELLED
            396, // TOO_MANY_ROWS_OR_BYTES
            439 // CANNOT_SCHEDULE_TASK
            );

    private static final Set<Integer> INVALID_QUERY = Set.of(
            167, // TOO_DEEP_AST
            168, // TOO_BIG_AST
            191, // SET_SIZE_LIMIT_EXCEEDED
            306 // TOO_DEEP_RECURSION
            );

    private static final Set<Integer> UNAVAILABLE = Set.of(
            60, // UNKNOWN_TABLE, as of an entrance that somebody closed
            81, // UNKNOWN_DATABASE
            210, // NETWORK_ERROR
            225, // NO_ZOOKEEPER
            236, // ABORTED
            242, // TABLE_IS_READ_ONLY
            243, // NOT_ENOUGH_SPACE
            279, // ALL_CONNECTION_TRIES_FAILED
            285, // TOO_FEW_LIVE_REPLICAS
            286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
            319, // UNKNOWN_STATUS_OF_INSERT
            497, // ACCESS_DENIED
            516, // AUTHENTICATION_FAILED
            999 // KEEPER_EXCEPTION
            );

    private static final Set<Integer> REFUSED = Set.of(
            6, // CANNOT_PARSE_TEXT
            27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
            33, // CANNOT_READ_ALL_DATA
            69, // ARGUMENT_OUT_OF_BOUND
            117, // INCORRECT_DATA
            131, // TOO_LARGE_STRING_SIZE
            349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
            407, // DECIMAL_OVERFLOW
            469 // VIOLATED_CONSTRAINT
            );

    private ClickHouseErrors() {}

    static StorageException whileReading(String purpose, Throwable error) {
        return exception(purpose, error, false);
    }

    static StorageException whileWriting(String purpose, Throwable error) {
        return exception(purpose, error, true);
    }

    private static StorageException exception(String purpose, Throwable error, boolean isWrite) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException known) {
                return known;
            }
            if (cause instanceof ServerException answer) {
                return new StorageException(
                        category(answer.getCode(), isWrite), purpose + ": " + message(answer), error);
            }
        }
        return new StorageException(
                Category.UNAVAILABLE, purpose + ": ClickHouse does not answer: " + message(root(error)), error);
    }

    private static Category category(int code, boolean isWrite) {
        if (OVERLOADED.contains(code)) {
            return Category.OVERLOADED;
        }
        if (UNAVAILABLE.contains(code)) {
            return Category.UNAVAILABLE;
        }
        if (isWrite) {
            return REFUSED.contains(code) ? Category.REFUSED : Category.INTERNAL;
        }
        return INVALID_QUERY.contains(code) ? Category.INVALID_QUERY : Category.INTERNAL;
    }

    /** What the client says of a request that failed is that it failed. */
    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable error) {
        String message =
                error instanceof ServerException && error.getMessage() != null ? error.getMessage() : error.toString();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
