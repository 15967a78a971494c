package dev.tidemark.storage.sql;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that holds all there is of an event: the fields of the catalogue but tenant and actor, then properties. An actor is derived from what else there is. */
final class StoredEventRow {

    private static final List<Field> FIELDS = Arrays.stream(Field.values())
            .filter(field -> field != Field.TENANT_ID && field != Field.ACTOR_ID)
            .toList();

    private static final String SEPARATOR = "\0";

    private StoredEventRow() {}

    static List<Fragment> columns(Dialect dialect) {
        List<Fragment> columns = new ArrayList<>();
        for (Field field : FIELDS) {
            Fragment column = Fragment.of(dialect.quote(field.label()));
            switch (field.type()) {
                case TEXT, INTEGER, DECIMAL, FLOAT -> columns.add(column);
                case INSTANT -> columns.add(dialect.epochMillis(column));
                case IDENTIFIER -> columns.addAll(dialect.eventIdHalves());
            }
        }
        columns.add(dialect.propertyKeys());
        columns.add(dialect.propertyValues());
        return columns;
    }

    static Event read(Row row, TenantId tenant) {
        Event.Builder event = Event.builder(tenant);
        int column = 1;
        for (Field field : FIELDS) {
            Object value = value(field, row, column);
            if (value != null) {
                event.set(field, value);
            }
            column += value instanceof UUID ? 2 : 1;
        }
        readProperties(row, column, event);
        return event.build();
    }

    private static @Nullable Object value(Field field, Row row, int column) {
        return switch (field.type()) {
            case TEXT -> row.text(column);
            case INTEGER -> row.whole(column);
            case FLOAT -> row.decimalOrReal(column);
            case DECIMAL ->
                row.decimalOrReal(column) instanceof BigDecimal amount
                        ? amount.setScale(FieldLimits.DECIMAL_SCALE)
                        : null;
            case INSTANT -> Instant.ofEpochMilli(row.number(column));
            case IDENTIFIER -> new UUID(row.number(column), row.number(column + 1));
        };
    }

    private static void readProperties(Row row, int column, Event.Builder event) {
        String keys = row.text(column);
        if (keys == null || keys.isEmpty()) {
            return;
        }
        String values = requireNonNull(row.text(column + 1), "properties have no values");
        String[] key = keys.split(SEPARATOR, -1);
        String[] value = values.split(SEPARATOR, -1);
        for (int i = 0; i < key.length; i++) {
            event.property(key[i], value[i]);
        }
    }
}
