package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column as the engine reads it from a batch in memory. One per field of the catalogue, except that an identifier is two whole
 * numbers, which the engine reads, compares and compresses better than its own type, and that properties are two texts, keys and
 * values, which the insert makes a map of.
 */
record EventColumn(String name, Declaration declaration, Filling filling) {

    static final String ID_HIGH = Field.EVENT_ID.label() + "_high";
    static final String ID_LOW = Field.EVENT_ID.label() + "_low";
    static final String PROPERTY_KEYS = "property_keys";
    static final String PROPERTY_VALUES = "property_values";

    /** Between keys and between values; no text contains it. */
    private static final String SEPARATOR = "\0";

    static List<EventColumn> all() {
        List<EventColumn> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            columns.addAll(of(field));
        }
        columns.add(text(PROPERTY_KEYS, event -> joined(event.properties(), Map.Entry::getKey)));
        columns.add(text(PROPERTY_VALUES, event -> joined(event.properties(), Map.Entry::getValue)));
        return columns;
    }

    void declareTo(DuckDBTableFunctionBindInfo info) {
        declaration.to(info, name);
    }

    void fill(DuckDBWritableVector vector, List<Event> events) {
        filling.fill(vector, events);
    }

    @SuppressWarnings("JavaUtilDate") // the only moment that the driver takes without calendar arithmetic
    private static List<EventColumn> of(Field field) {
        String name = field.label();
        return switch (field.type()) {
            case TEXT -> List.of(text(name, event -> (String) event.value(field)));
            case INSTANT ->
                List.of(simple(
                        name,
                        DuckDBColumnType.TIMESTAMP_MS,
                        field,
                        (vector, row, value) -> vector.setTimestamp(row, new Date(((Instant) value).toEpochMilli()))));
            case INTEGER ->
                List.of(simple(
                        name,
                        DuckDBColumnType.BIGINT,
                        field,
                        (vector, row, value) -> vector.setLong(row, (Long) value)));
            case FLOAT ->
                List.of(simple(
                        name,
                        DuckDBColumnType.DOUBLE,
                        field,
                        (vector, row, value) -> vector.setDouble(row, (Double) value)));
            case DECIMAL ->
                List.of(new EventColumn(
                        name,
                        EventColumn::declareDecimal,
                        each(field, (vector, row, value) -> vector.setBigDecimal(row, (BigDecimal) value))));
            case IDENTIFIER ->
                List.of(
                        half(name + "_high", event -> event.id().getMostSignificantBits()),
                        half(name + "_low", event -> event.id().getLeastSignificantBits()));
        };
    }

    private static EventColumn text(String name, Function<Event, @Nullable String> read) {
        return new EventColumn(name, plain(DuckDBColumnType.VARCHAR), (vector, events) -> {
            @Nullable String[] values = new @Nullable String[events.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = read.apply(events.get(row));
            }
            vector.setStrings(0, values);
        });
    }

    private static EventColumn half(String name, Function<Event, Long> read) {
        return new EventColumn(name, plain(DuckDBColumnType.BIGINT), (vector, events) -> {
            for (int row = 0; row < events.size(); row++) {
                vector.setLong(row, read.apply(events.get(row)));
            }
        });
    }

    private static EventColumn simple(String name, DuckDBColumnType type, Field field, Cell cell) {
        return new EventColumn(name, plain(type), each(field, cell));
    }

    private static Filling each(Field field, Cell cell) {
        return (vector, events) -> {
            for (int row = 0; row < events.size(); row++) {
                Object value = events.get(row).value(field);
                if (value == null) {
                    vector.setNull(row);
                } else {
                    cell.set(vector, row, value);
                }
            }
        };
    }

    private static Declaration plain(DuckDBColumnType type) {
        return (info, name) -> info.addResultColumn(name, type);
    }

    private static void declareDecimal(DuckDBTableFunctionBindInfo info, String name) {
        try (DuckDBLogicalType type =
                DuckDBLogicalType.decimal(FieldLimits.DECIMAL_PRECISION, FieldLimits.DECIMAL_SCALE)) {
            info.addResultColumn(name, type);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine has no type for " + FieldType.DECIMAL, e);
        }
    }

    private static @Nullable String joined(
            Map<String, String> properties, Function<Map.Entry<String, String>, String> part) {
        return properties.isEmpty()
                ? null
                : properties.entrySet().stream().map(part).collect(Collectors.joining(SEPARATOR));
    }

    /** Tells the engine the column's type. */
    @FunctionalInterface
    interface Declaration {
        void to(DuckDBTableFunctionBindInfo info, String name);
    }

    /** Writes the column of some events, from the vector's first row on. */
    @FunctionalInterface
    interface Filling {
        void fill(DuckDBWritableVector vector, List<Event> events);
    }

    @FunctionalInterface
    private interface Cell {
        void set(DuckDBWritableVector vector, int row, Object value);
    }
}
