package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of raw events: the columns of the catalogue, and how a batch gets into them. An identifier is two whole numbers, which
 * the engine reads, compares and compresses better than its own type of 128 bits.
 */
final class EventsTable {

    static final String NAME = "events";

    private static final String PROPERTY_KEYS = "property_keys";
    private static final String PROPERTY_VALUES = "property_values";

    /** Between keys and between values; no text contains it. */
    private static final String SEPARATOR = "\0";

    private final Dialect dialect;
    private final BatchFunction<Event> function = new BatchFunction<>("batch_of_events", batchColumns());

    EventsTable(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What {@link #insertBatch} reads from. */
    BatchFunction<Event> function() {
        return function;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            if (field.type() == FieldType.IDENTIFIER) {
                columns.add(new Column(high(field), dialect.type(FieldType.INTEGER)));
                columns.add(new Column(low(field), dialect.type(FieldType.INTEGER)));
            } else {
                columns.add(new Column(field.label(), dialect.type(field.type())));
            }
        }
        columns.add(new Column(EmbeddedDialect.PROPERTIES, EmbeddedDialect.PROPERTIES_TYPE));
        return columns;
    }

    /** Stores the events that the function offers. */
    String insertBatch() {
        List<String> names = columns().stream().map(Column::name).toList();
        return "INSERT INTO " + NAME + " (" + names.stream().map(dialect::quote).collect(joining(", ")) + ")\nSELECT "
                + names.stream().map(this::fromBatch).collect(joining(", ")) + "\nFROM " + function.name() + "()";
    }

    private String fromBatch(String column) {
        return column.equals(EmbeddedDialect.PROPERTIES)
                ? "CASE WHEN " + PROPERTY_KEYS + " IS NOT NULL THEN map(string_split(" + PROPERTY_KEYS
                        + ", chr(0)), string_split(" + PROPERTY_VALUES + ", chr(0))) END"
                : dialect.quote(column);
    }

    private static List<BatchColumn<Event>> batchColumns() {
        List<BatchColumn<Event>> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            batchColumns(field).forEach(columns::add);
        }
        columns.add(BatchColumn.text(PROPERTY_KEYS, event -> joined(event.properties(), Map.Entry::getKey)));
        columns.add(BatchColumn.text(PROPERTY_VALUES, event -> joined(event.properties(), Map.Entry::getValue)));
        return columns;
    }

    private static Stream<BatchColumn<Event>> batchColumns(Field field) {
        String name = field.label();
        return switch (field.type()) {
            case TEXT -> Stream.of(BatchColumn.text(name, event -> (String) event.value(field)));
            case INSTANT -> Stream.of(BatchColumn.moment(name, event -> millis((Instant) event.value(field))));
            case INTEGER -> Stream.of(BatchColumn.whole(name, event -> (Long) event.value(field)));
            case FLOAT -> Stream.of(BatchColumn.real(name, event -> (Double) event.value(field)));
            case DECIMAL ->
                Stream.of(BatchColumn.decimal(name, FieldLimits.DECIMAL_PRECISION, FieldLimits.DECIMAL_SCALE, event ->
                        (BigDecimal) event.value(field)));
            case IDENTIFIER ->
                Stream.of(
                        BatchColumn.whole(high(field), event -> event.id().getMostSignificantBits()),
                        BatchColumn.whole(low(field), event -> event.id().getLeastSignificantBits()));
        };
    }

    private static String high(Field field) {
        return field.label() + "_high";
    }

    private static String low(Field field) {
        return field.label() + "_low";
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    private static @Nullable String joined(
            Map<String, String> properties, Function<Map.Entry<String, String>, String> part) {
        if (properties.isEmpty()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            joined.append(joined.isEmpty() ? "" : SEPARATOR).append(part.apply(property));
        }
        return joined.toString();
    }
}
