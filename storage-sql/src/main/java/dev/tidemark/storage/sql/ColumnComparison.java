package dev.tidemark.storage.sql;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the columns that a table should have with those that are found. */
public final class ColumnComparison {

    private ColumnComparison() {}

    /** Whether the types are the same by name. */
    public static boolean areSame(List<Column> expected, Map<String, String> found) {
        return types(expected).equals(found);
    }

    /**
     * Refuses a table that is not as expected.
     *
     * @param table with its name and place, as the message calls it
     * @param reason why that may be, and what to do
     * @throws StorageException of category INTERNAL if the columns differ
     */
    public static void requireSame(String table, List<Column> expected, Map<String, String> found, String reason) {
        if (!areSame(expected, found)) {
            throw new StorageException(
                    Category.INTERNAL,
                    table + " has columns " + found + ", expected " + types(expected) + "; " + reason,
                    null);
        }
    }

    private static Map<String, String> types(List<Column> columns) {
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name(), column.type()));
        return types;
    }
}
