package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.sql.SQLException;
import java.util.List;

/** What the engine's errors mean. It has no error codes: the kind of an error is how its message begins. */
final class EmbeddedErrors {

    private static final List<String> REFUSED =
            List.of("Conversion Error", "Constraint Error", "Invalid Input Error", "Out of Range Error");
    private static final List<String> NO_DISK =
            List.of("No space left on device", "Could not write file", "Failed to commit", "Disk quota exceeded");

    /** What the driver says of any failure of a streamed result. Such a query sorts many rows, so what it wanted is memory. */
    private static final String UNEXPLAINED = "Invalid result set";

    private EmbeddedErrors() {}

    static StorageException whileReading(String purpose, SQLException error) {
        String message = message(error);
        return exception(
                message.contains("expression depth") ? Category.INVALID_QUERY : category(message), purpose, error);
    }

    static StorageException whileWriting(String purpose, SQLException error) {
        String message = message(error);
        boolean refused = REFUSED.stream().anyMatch(message::startsWith);
        return exception(refused ? Category.REFUSED : category(message), purpose, error);
    }

    /** Whether the engine gave up the whole database, so that only opening it anew helps. */
    static boolean isFatal(SQLException error) {
        String message = message(error);
        return message.contains("database has been invalidated") || message.startsWith("FATAL Error");
    }

    private static Category category(String message) {
        if (message.startsWith("INTERRUPT Error")
                || message.contains("Out of Memory Error")
                || message.contains(UNEXPLAINED)) {
            return Category.OVERLOADED;
        }
        boolean unavailable = message.startsWith("FATAL Error")
                || message.startsWith("IO Error")
                || message.startsWith("Connection Error")
                || message.contains("was closed")
                || NO_DISK.stream().anyMatch(message::contains);
        return unavailable ? Category.UNAVAILABLE : Category.INTERNAL;
    }

    private static StorageException exception(Category category, String purpose, SQLException error) {
        return new StorageException(category, purpose + ": " + firstLine(message(error)), error);
    }

    private static String message(SQLException error) {
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
